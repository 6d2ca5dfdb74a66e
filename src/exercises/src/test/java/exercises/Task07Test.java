// SPDX-License-Identifier: Apache-2.0
package exercises;

import org.junit.jupiter.api.Test;

@TaskName("Task07Sgd")
class Task07Test {

    private static double[] plain() {
        double[] theta = {1, -2};
        Task07Sgd.step(theta, new double[] {0.5, -4}, 0.1);
        return theta;
    }

    /** The gradients of PyTorch's example, and its parameter after each of three steps, η = 0.1, μ = 0.9. */
    private static double[] withMomentum(int steps) {
        double[] theta = {0.6613521715704522};
        double[] m = {0};
        double[] gradients = {1.417536747076676, -1.1827915167384517, -0.5228502891747725};
        for (int step = 0; step < steps; step++) {
            Task07Sgd.step(theta, new double[] {gradients[step]}, m, 0.1, 0.9);
        }
        return theta;
    }

    @Test
    @Points(2)
    void a_step_goes_downhill() {
        Check.row("theta after a step", Task07Test::plain)
                .slip("That is uphill: subtract, do not add.", new double[] {1.05, -2.4})
                .slip("The learning rate is missing: move by eta·g.", new double[] {0.5, 2})
                .slip("Nothing has changed: change theta[i] itself, not a copy.", new double[] {1, -2})
                .is(new double[] {0.95, -1.6});
    }

    @Test
    @Points(2)
    void momentum_keeps_going() {
        double w = 0.6613521715704522;
        double g0 = 1.417536747076676;
        double g1 = -1.1827915167384517;
        Check.row("theta after the first step with momentum", () -> withMomentum(1))
                .slip("theta moved by the old m. Update m first, then use the new one.", w)
                .slip("That is uphill: subtract, do not add.", w + 0.1 * g0)
                .slip("You weighed the gradient with 1 - mu. Here it is added whole: m = mu·m + g.", w - 0.01 * g0)
                .is(0.5195984968627846);
        Check.row("theta after the second step with momentum", () -> withMomentum(2))
                .slip("There is no momentum: m must keep mu times what it was.", w - 0.1 * g0 - 0.1 * g1)
                .slip("m isn't damped: multiply what it was by mu.", w - 0.1 * g0 - 0.1 * (g0 + g1))
                .is(0.5102993412997289);
        Check.row("theta after the third step with momentum", () -> withMomentum(3)).is(0.554215130210456);
    }
}
