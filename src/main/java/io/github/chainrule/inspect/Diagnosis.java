// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.inspect;

import io.github.chainrule.evaluation.Evaluation;
import io.github.chainrule.training.DivergedException;
import io.github.chainrule.training.History;
import io.github.chainrule.training.TrainingListener;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a good teaching assistant would say, looking over your shoulder during training: what is wrong, with the
 * numbers that show it, what it means, what to try, and which chapter explains it.
 *
 * {@snippet :
 * Diagnosis diagnosis = new Diagnosis();
 * new Trainer(model, loss, optimizer).listener(diagnosis).fit(train);
 * System.out.print(diagnosis);
 * }
 *
 * <p>A loop written by hand gives it to a {@link io.github.chainrule.training.Training}. It also looks at what the
 * model is tried on with {@code trainer.evaluate} or {@code training.evaluate}.
 *
 * <p>It looks at every step's loss and targets, and at the rest as often as a {@link GradientFlow}. It holds one: if
 * you want both, add the diagnosis alone, and use {@link #flow()}. You may ask for the findings at any time, also after
 * a run that was broken off. All in all, the checks of a training included, it costs 1.9 % of the main job's time:
 * 1.019 times as much of its thread's as a loop by hand that nobody watches. 0.5 % are the checks
 * ({@code CostOfChecks}, median of 40 rounds).
 *
 * <p>It leaves out a finding that another one explains: if your inputs aren't scaled, you needn't hear that units are
 * dead. Mend the cause, train, and look again.
 *
 * <p>It may be wrong. Of 1,000 training runs that went well, of twelve tasks with layers, activations, optimizers,
 * rates and batches drawn at random, it found something in none: numbers 1600 to 2599 of {@code HealthyTraining}. The
 * runs before them had set its limits. A dead unit among many is no finding: the {@link #notes()} name it.
 */
public final class Diagnosis implements TrainingListener {

    /** What can be wrong; causes before their effects. */
    public enum Kind {
        /** Inputs that are far larger or smaller than about 1. */
        UNSCALED_INPUTS("VanishingGradient"),
        /** Measured targets that are far larger than about 1, and too large to be learned. */
        UNSCALED_TARGETS("GradientDescent"),
        /** A column of the inputs says the target by itself. */
        TARGET_AMONG_INPUTS("Overfitting"),
        /** Targets that the last layer can't give, such as −1 under a sigmoid. */
        TARGETS_OUT_OF_REACH("LinearSeparability"),
        /** Epochs that are not shuffled anew. */
        SAME_ORDER("BinaryMnist"),
        /** Batches with examples of one class alone, much more often than by chance. */
        ONE_CLASS_BATCHES("BinaryMnist"),
        /** Batches with quantities that lie much closer together than all. */
        SORTED_TARGETS("BinaryMnist"),
        /** A softmax, sigmoid or tanh before a loss that has a softmax or sigmoid inside. */
        SQUASHED_TWICE("VanishingGradient"),
        /** A ReLU as the last layer of a model that tells classes apart. */
        RELU_AT_END("XorProblem"),
        /** A Dropout as the last layer: it switches off what the model says. */
        DROPOUT_AT_END("Overfitting"),
        /** Two linear layers that are no more than one. */
        NOTHING_BETWEEN("XorProblem"),
        /** Neurons of one layer that started alike and stay alike. */
        EQUAL_NEURONS("XorProblem"),
        /** |dL/da| grows more than a hundredfold from the last layer to the first. */
        EXPLODING_GRADIENT("VanishingGradient"),
        /** The first loss is far above ln c: what finding all c classes equally likely would cost. */
        INITIAL_LOSS("BinaryMnist"),
        /** The weights of all layers have nearly gone, as too much weight decay makes them. */
        WEIGHTS_SHRUNK("Overfitting"),
        /** The loss rose above what it was at first. */
        LEARNING_RATE_TOO_HIGH("GradientDescent"),
        /** Units of a ReLU give 0 for every example: most from the first look on, or many if it doesn't go well. */
        DEAD_UNITS("XorProblem"),
        /** Most outputs of a hidden sigmoid or tanh are at an end, where its derivative is nearly 0. */
        SATURATION("VanishingGradient"),
        /** |dL/da| shrinks a thousandfold from the last layer to the first, and the training doesn't go well. */
        VANISHING_GRADIENT("VanishingGradient"),
        /** The loss stands still, and so do the weights. */
        LEARNING_RATE_TOO_LOW("GradientDescent"),
        /** The loss is hardly below what knowing nothing costs, and no other reason was found. */
        NOTHING_LEARNED("GradientDescent"),
        /** Every prediction is the same class, though the targets are not. */
        ONE_PREDICTION("BinaryMnist"),
        /** The model was tried on inputs of another size than it was trained on. */
        OTHER_INPUTS("VanishingGradient"),
        /** The model was tried on classes that it wasn't trained on, or on some of them alone. */
        OTHER_CLASSES("BinaryMnist"),
        /** The model was tried on quantities most of which lie outside of where those it was trained on do. */
        OTHER_TARGETS("BinaryMnist"),
        /** The model was only ever tried on examples that it was trained on. */
        TRIED_ON_TRAINING("Overfitting"),
        /** The training loss falls while that of other examples rises. */
        OVERFITTING("Overfitting"),
        /** Where it was tried, the model is worse than one that knows nothing, though it has learned. */
        WORSE_THAN_GUESSING("Overfitting");

        private final String chapter;

        Kind(String chapter) {
            this.chapter = chapter;
        }

        /** {@return the chapter of the walkthrough that explains it: the name of its class} */
        public String chapter() {
            return chapter;
        }

        /** What is likely to come of it, and needn't be told beside it. */
        Set<Kind> effects() {
            return switch (this) {
                case UNSCALED_INPUTS, UNSCALED_TARGETS, TARGETS_OUT_OF_REACH -> symptoms();
                case TARGET_AMONG_INPUTS, SAME_ORDER, NOTHING_LEARNED, TRIED_ON_TRAINING,
                        WORSE_THAN_GUESSING -> EnumSet.noneOf(Kind.class);
                case ONE_CLASS_BATCHES, SORTED_TARGETS -> EnumSet.of(LEARNING_RATE_TOO_HIGH, NOTHING_LEARNED,
                        ONE_PREDICTION);
                case SQUASHED_TWICE, RELU_AT_END, DROPOUT_AT_END, EQUAL_NEURONS -> symptoms();
                case NOTHING_BETWEEN, LEARNING_RATE_TOO_LOW -> EnumSet.of(NOTHING_LEARNED, ONE_PREDICTION);
                case EXPLODING_GRADIENT -> EnumSet.of(INITIAL_LOSS, LEARNING_RATE_TOO_HIGH, DEAD_UNITS, SATURATION,
                        NOTHING_LEARNED, ONE_PREDICTION);
                case WEIGHTS_SHRUNK -> EnumSet.range(LEARNING_RATE_TOO_HIGH, ONE_PREDICTION);
                case LEARNING_RATE_TOO_HIGH -> EnumSet.of(DEAD_UNITS, SATURATION, VANISHING_GRADIENT, NOTHING_LEARNED,
                        ONE_PREDICTION);
                case DEAD_UNITS, SATURATION -> EnumSet.of(VANISHING_GRADIENT, LEARNING_RATE_TOO_LOW, NOTHING_LEARNED,
                        ONE_PREDICTION);
                case VANISHING_GRADIENT -> EnumSet.of(LEARNING_RATE_TOO_LOW, NOTHING_LEARNED, ONE_PREDICTION);
                case INITIAL_LOSS, ONE_PREDICTION -> EnumSet.of(NOTHING_LEARNED);
                case OTHER_INPUTS, OTHER_CLASSES, OTHER_TARGETS -> EnumSet.of(OVERFITTING, WORSE_THAN_GUESSING);
                case OVERFITTING -> EnumSet.of(WORSE_THAN_GUESSING);
            };
        }

        /** All that one sees of a training that goes badly. */
        private static Set<Kind> symptoms() {
            Set<Kind> symptoms = EnumSet.range(EXPLODING_GRADIENT, ONE_PREDICTION);
            symptoms.add(WORSE_THAN_GUESSING);
            return symptoms;
        }
    }

    /**
     * Something that is wrong.
     *
     * @param kind    what
     * @param message the numbers, what they mean, and what to try
     */
    public record Finding(Kind kind, String message) {

        /** {@return all of it in a line, as in {@code dead units: layer 1, ReLU: ... (chapter XorProblem)}} */
        @Override
        public String toString() {
            return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ') + ": " + message + " (chapter "
                    + kind.chapter() + ")";
        }
    }

    private final GradientFlow flow = new GradientFlow();
    /** Null before a training has begun. */
    @SuppressWarnings("NullAway")
    private Observations observations;

    /** A diagnosis of one run at a time. */
    public Diagnosis() {
    }

    @Override
    public void started(Plan plan) {
        flow.started(plan);
        observations = new Observations(plan);
    }

    @Override
    public void beforeUpdate(Event event) {
        flow.beforeUpdate(event);
        observations.step(event);
    }

    @Override
    public void afterUpdate(Event event) {
        int before = flow.count();
        flow.afterUpdate(event);
        if (flow.count() > before) {
            observations.look(event);
        }
    }

    @Override
    public void evaluated(Evaluation evaluation) {
        observations.evaluated(evaluation);
    }

    @Override
    public void ended(History history) {
        observations.end();
    }

    @Override
    public void diverged(DivergedException exception) {
        observations.diverge();
    }

    /** {@return what is wrong, causes before effects; empty when nothing is, or no training was seen} */
    public List<Finding> findings() {
        if (observations == null || observations.steps() == 0) {
            return List.of();
        }
        FindingList findings = new FindingList();
        DataRules data = new DataRules(observations, findings);
        data.apply();
        new ModelRules(observations, findings).apply();
        new LearningRules(observations, flow, findings).apply();
        data.applyToTargets();
        new JudgementRules(observations, findings).apply();
        return findings.causes();
    }

    /**
     * What was looked at, whether or not anything is wrong with it, each with its figure.
     *
     * @return a sentence for each, without jargon that the page on {@link GradientFlow} doesn't explain; empty if no
     *         training was seen
     */
    public List<String> notes() {
        return observations == null || flow.looks().isEmpty() ? List.of()
                : new DiagnosisNotes(observations, flow).all();
    }

    /** {@return the gradient flow that it looks at; the same object at each call} */
    public GradientFlow flow() {
        return flow;
    }

    /**
     * A line for each finding; if there is none, a line for each of the {@link #notes()}.
     *
     * @return the text, with a line break at its end; empty if no training has begun
     */
    @Override
    public String toString() {
        if (observations != null && observations.steps() == 0) {
            return "no step was seen. A loop written by hand tells of each: training.step(batch, pass, back), in place"
                    + " of optimizer.step().\n";
        }
        List<Finding> findings = findings();
        if (findings.isEmpty() && !notes().isEmpty()) {
            return "nothing looks wrong. This was looked at:\n" + lines("  ", notes());
        }
        return lines("", findings);
    }

    private static String lines(String indent, List<?> lines) {
        return lines.stream().map(line -> indent + line + "\n").collect(Collectors.joining());
    }
}
