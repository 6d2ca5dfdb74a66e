// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.data;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * A training set, a test set and, if you like, a validation set to choose settings by.
 *
 * {@snippet :
 * Split<Dataset> data = dataset.split(0.2, 42);               // 80 % and 20 %
 * Split<Dataset> three = dataset.split(0.1, 0.2, 42);         // 70 %, 10 % and 20 %
 *
 * Scaler scaler = Scaler.standard(data.training());
 * Split<Dataset> scaled = data.map(scaler::transform);        // all sets alike, so none is forgotten
 * trainer.fit(scaled.training());
 * trainer.evaluate(scaled.test());
 * }
 *
 * <p>Look at the test set once, at the very end. Whatever you choose by it, if only the number of epochs, fits it
 * better than it will fit anything else.
 *
 * @param <T> what the sets are: datasets or tables
 */
public final class Split<T> {

    private final T training;
    private final Optional<T> validation;
    private final T test;

    private Split(T training, Optional<T> validation, T test) {
        this.training = Objects.requireNonNull(training, "Split.of: training is null.");
        this.validation = validation;
        this.test = Objects.requireNonNull(test, "Split.of: test is null.");
    }

    /**
     * Two sets that exist already.
     *
     * @param <T>      what the sets are
     * @param training what to learn from
     * @param test     what to test on
     * @return both
     */
    public static <T> Split<T> of(T training, T test) {
        return new Split<>(training, Optional.empty(), test);
    }

    /**
     * Three sets that exist already.
     *
     * @param <T>        what the sets are
     * @param training   what to learn from
     * @param validation what to choose settings by
     * @param test       what to test on
     * @return all three
     */
    public static <T> Split<T> of(T training, T validation, T test) {
        Objects.requireNonNull(validation, "Split.of: validation is null.");
        return new Split<>(training, Optional.of(validation), test);
    }

    /** {@return what to learn from} */
    public T training() {
        return training;
    }

    /**
     * What to choose settings by.
     *
     * @return the validation set
     * @throws IllegalStateException if there are only two sets
     */
    public T validation() {
        return validation.orElseThrow(() -> new IllegalStateException("Split: there is no validation set. Give its"
                + " fraction before that of the test set: data.split(0.1, 0.2, seed)."));
    }

    /** {@return what to test on} */
    public T test() {
        return test;
    }

    /**
     * The same change for all sets.
     *
     * @param <R>    what a set becomes
     * @param change such as {@code scaler::transform} or {@code encoder::encode}
     * @return the changed sets
     */
    public <R> Split<R> map(Function<? super T, ? extends R> change) {
        return new Split<>(change.apply(training), validation.map(change), change.apply(test));
    }

    /** {@return a line for each set} */
    @Override
    public String toString() {
        return "training: " + training + validation.map(set -> "\nvalidation: " + set).orElse("") + "\ntest: " + test;
    }
}
