// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.inspect;

import io.github.chainrule.layer.Parameter;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.training.Checkpoint;
import io.github.chainrule.training.History;
import io.github.chainrule.training.TrainingListener;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.TreeMap;

/**
 * How the weights came to be what they are: copies of all parameters from before the run and after its epochs. Of a
 * long run at most {@value #MOST} are kept, evenly spaced, the first and the last among them.
 *
 * {@snippet :
 * Snapshots snapshots = new Snapshots();
 * trainer.listener(snapshots).fit(training);
 * snapshots.epochs();                             // 0, 1, 2, 3
 * snapshots.value(0, linear.weight());            // the weights that it began with
 * }
 */
public final class Snapshots implements TrainingListener {

    static final int MOST = 8;

    private final TreeMap<Integer, List<Matrix>> kept = new TreeMap<>();
    private List<Parameter> parameters = List.of();
    private int every;

    /** Snapshots of one run at a time. */
    public Snapshots() {
    }

    @Override
    public void started(Plan plan) {
        parameters = plan.predictor().model().parameters();
        every = 1;
        kept.clear();
        keep(0);
    }

    /** What was before an interruption isn't known any more. */
    @Override
    public void restore(Checkpoint checkpoint) {
        kept.clear();
    }

    @Override
    public void epochEnded(History.Epoch epoch) {
        keep(epoch.number());
        thin(epoch.number());
        while (kept.size() > MOST) {
            every *= 2;
            thin(epoch.number());
        }
    }

    private void thin(int last) {
        kept.keySet().removeIf(number -> number % every != 0 && number != last);
    }

    private void keep(int epoch) {
        kept.put(epoch, parameters.stream().map(p -> p.value().copy()).toList());
    }

    /** {@return after which epochs there is a snapshot, in ascending order; 0 is before the first} */
    public List<Integer> epochs() {
        return List.copyOf(kept.keySet());
    }

    /**
     * A parameter as it was.
     *
     * @param epoch     one of the {@link #epochs()}
     * @param parameter one of the trained model's
     * @return its value then, in the parameter's shape; not a copy
     * @throws NoSuchElementException if there is no snapshot of this epoch, or the model has no such parameter
     */
    public Matrix value(int epoch, Parameter parameter) {
        int i = parameters.indexOf(parameter);      // a parameter equals only itself
        if (i < 0 || !kept.containsKey(epoch)) {
            throw new NoSuchElementException("Snapshots: there is none of " + parameter + " after epoch " + epoch
                    + "; there are some of " + parameters + " after the epochs " + epochs() + ".");
        }
        return kept.get(epoch).get(i);
    }

    /** {@return after which epochs there is a snapshot} */
    @Override
    public String toString() {
        return "Snapshots after the epochs " + epochs();
    }
}
