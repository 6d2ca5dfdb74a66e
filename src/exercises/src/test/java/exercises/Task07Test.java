// SPDX-License-Identifier: Apache-2.0
package exercises;

import org.junit.jupiter.api.Test;

@TaskName("Task07Sgd")
class Task07Test {

    private static final double[] G = {0.5, -4};

    /** θ after steps with η = 0.1 and μ = 0.8, from θ = 1 and m = 0; and m. */
    private static double[] withMomentum(double... gradients) {
        double[] theta = {1};
        double[] m = {0};
        for (double g : gradients) {
            Task07Sgd.step(theta, new double[] {g}, m, 0.1, 0.8);
        }
        return new double[] {theta[0], m[0]};
    }

    /** The gradients of PyTorch's example, and its parameter after three steps, η = 0.1, μ = 0.9. */
    private static double[] pytorchs() {
        double[] theta = {0.6613521715704522};
        double[] m = {0};
        for (double g : new double[] {1.417536747076676, -1.1827915167384517, -0.5228502891747725}) {
            Task07Sgd.step(theta, new double[] {g}, m, 0.1, 0.9);
        }
        return theta;
    }

    @Test
    @Points(2)
    void a_step_goes_downhill() {
        Check.row("theta after a step", () -> {
            double[] theta = {1, -2};
            Task07Sgd.step(theta, G, 0.1);
            return theta;
        })
                .keeps("g", G)
                .slip("That is uphill: subtract, do not add.", new double[] {1.05, -2.4})
                .slip("The learning rate is missing: move by eta*g.", new double[] {0.5, 2})
                .slip("Nothing has changed: change theta[i] itself, not a copy.", new double[] {1, -2})
                .slip("theta is gone, and only the step is left: subtract it from theta. (=- isn't -=.)",
                        new double[] {-0.05, 0.4})
                .slip("theta is gone, and only the step is left: subtract it from theta. (=- isn't -=.)",
                        new double[] {0.05, -0.4})
                .slip("One parameter hasn't moved: the loop starts at 0 and ends at theta.length, with <.",
                        new double[] {1, -1.6})
                .slip("One parameter hasn't moved: the loop starts at 0 and ends at theta.length, with <.",
                        new double[] {0.95, -2})
                .slip("You divided by the learning rate: multiply.", new double[] {-4, 38})
                .slip("You took a mean. The 1/N is in g already, from the loss.", new double[] {0.975, -1.8})
                .slip("Each parameter has a gradient of its own: g[i].", new double[] {0.95, -2.05})
                .is(new double[] {0.95, -1.6});
    }

    @Test
    @Points(2)
    void momentum_keeps_going() {
        Check.row("theta after the first step with momentum", () -> new double[] {withMomentum(3)[0]})
                .slip("theta moved by the old m. Update m first, then use the new one.", 1)
                .slip("That is uphill: subtract, do not add.", 1.3)
                .slip("You weighed the gradient with 1 - mu. Here it is added whole: m = mu*m + g.", 0.94)
                .slip("You weighed the gradient with mu. Here it is added whole: m = mu*m + g.", 0.76)
                .slip("The learning rate is there twice: m holds gradients, and only the step has eta.", 0.97)
                .slip("The learning rate is missing: move by eta*m.", -2)
                .slip("eta and mu are exchanged.", -1.4)
                .slip("theta moves by mu*m + g with the new m (that is Nesterov's). Here it moves by m.", 0.46)
                .slip("theta moved twice, by g and by m: the new m has g in it.", 0.4)
                .is(0.7);
        Check.row("theta after the second step with momentum", () -> new double[] {withMomentum(3, -1)[0]})
                .slip("There is no momentum: m must keep mu times what it was. Write into m[i] itself.", 0.8)
                .slip("m isn't damped: multiply what it was by mu.", 0.5)
                .slip("m grows by mu*m + g. It becomes that: write = where you have +=.", 0.26)
                .slip("m is damped by 1 - mu instead of mu.", 0.74)
                .is(0.56);
        Check.row("m after the second step", () -> new double[] {withMomentum(3, -1)[1]})
                .slip("theta is right, but m holds eta*g. Keep the learning rate out of m: if it changes from step to"
                        + " step, the old one would stay in m.", 0.14)
                .slip("theta is right, but m is negative. Keep eta and its minus out of m.", -0.14)
                .slip("theta is right, but m is negative. Keep the minus out of m.", -1.4)
                .is(1.4);
        Check.row("theta after PyTorch's three steps with momentum", Task07Test::pytorchs).is(0.554215130210456);
    }
}
