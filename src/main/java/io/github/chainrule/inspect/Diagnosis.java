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
 * you want both, add the diagnosis alone, and use {@link #gradientFlow()}. You may ask for the findings at any time, also after
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
        TARGET_LEAKAGE("Overfitting"),
        /** Targets that the last layer can't give, such as −1 under a sigmoid. */
        UNREACHABLE_TARGETS("LinearSeparability"),
        /** Epochs that are not shuffled anew. */
        NOT_RESHUFFLED("BinaryMnist"),
        /** Batches with examples of one class alone, much more often than by chance. */
        SINGLE_CLASS_BATCHES("BinaryMnist"),
        /** Batches with quantities that lie much closer together than all. */
        SORTED_TARGETS("BinaryMnist"),
        /** A loop asks the loss for its gradient with outputs and targets swapped. */
        SWAPPED_LOSS_ARGUMENTS("BinaryMnist"),
        /** A softmax, sigmoid or tanh before a loss that has a softmax or sigmoid inside. */
        EXTRA_OUTPUT_ACTIVATION("VanishingGradient"),
        /** A ReLU as the last layer of a model that tells classes apart. */
        RELU_OUTPUT("XorProblem"),
        /** A Dropout as the last layer: it switches off what the model says. */
        DROPOUT_OUTPUT("Overfitting"),
        /** Two linear layers that are no more than one. */
        NO_ACTIVATION_BETWEEN("XorProblem"),
        /** Neurons of one layer that started alike and stay alike. */
        IDENTICAL_NEURONS("XorProblem"),
        /** |dL/da| grows more than a hundredfold from the last layer to the first. */
        EXPLODING_GRADIENT("VanishingGradient"),
        /** The first loss is far above ln c: what finding all c classes equally likely would cost. */
        HIGH_INITIAL_LOSS("BinaryMnist"),
        /** The weights of all layers have nearly gone, as too much weight decay makes them. */
        EXCESSIVE_WEIGHT_DECAY("Overfitting"),
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
        NOT_LEARNING("GradientDescent"),
        /** Every prediction is the same class, though the targets are not. */
        CONSTANT_PREDICTION("BinaryMnist"),
        /** The model was tried on inputs of another size than it was trained on. */
        DIFFERENT_INPUT_SCALE("VanishingGradient"),
        /** The model was tried on classes that it wasn't trained on, or on some of them alone. */
        DIFFERENT_CLASSES("BinaryMnist"),
        /** The model was tried on quantities most of which lie outside of where those it was trained on do. */
        DIFFERENT_TARGET_RANGE("BinaryMnist"),
        /** The model was only ever tried on examples that it was trained on. */
        EVALUATED_ON_TRAINING_SET("Overfitting"),
        /** The training loss falls while that of other examples rises. */
        OVERFITTING("Overfitting"),
        /** Where it was tried, the model is worse than one that knows nothing, though it has learned. */
        WORSE_THAN_BASELINE("Overfitting");

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
                case UNSCALED_INPUTS, UNSCALED_TARGETS, UNREACHABLE_TARGETS -> symptoms();
                case TARGET_LEAKAGE, NOT_RESHUFFLED, NOT_LEARNING, EVALUATED_ON_TRAINING_SET,
                        WORSE_THAN_BASELINE -> EnumSet.noneOf(Kind.class);
                case SINGLE_CLASS_BATCHES, SORTED_TARGETS -> EnumSet.of(LEARNING_RATE_TOO_HIGH, NOT_LEARNING,
                        CONSTANT_PREDICTION);
                case SWAPPED_LOSS_ARGUMENTS, EXTRA_OUTPUT_ACTIVATION, RELU_OUTPUT, DROPOUT_OUTPUT, IDENTICAL_NEURONS -> symptoms();
                case NO_ACTIVATION_BETWEEN, LEARNING_RATE_TOO_LOW -> EnumSet.of(NOT_LEARNING, CONSTANT_PREDICTION);
                case EXPLODING_GRADIENT -> EnumSet.of(HIGH_INITIAL_LOSS, LEARNING_RATE_TOO_HIGH, DEAD_UNITS, SATURATION,
                        NOT_LEARNING, CONSTANT_PREDICTION);
                case EXCESSIVE_WEIGHT_DECAY -> EnumSet.range(LEARNING_RATE_TOO_HIGH, CONSTANT_PREDICTION);
                case LEARNING_RATE_TOO_HIGH -> EnumSet.of(DEAD_UNITS, SATURATION, VANISHING_GRADIENT, NOT_LEARNING,
                        CONSTANT_PREDICTION);
                case DEAD_UNITS, SATURATION -> EnumSet.of(VANISHING_GRADIENT, LEARNING_RATE_TOO_LOW, NOT_LEARNING,
                        CONSTANT_PREDICTION);
                case VANISHING_GRADIENT -> EnumSet.of(LEARNING_RATE_TOO_LOW, NOT_LEARNING, CONSTANT_PREDICTION);
                case HIGH_INITIAL_LOSS, CONSTANT_PREDICTION -> EnumSet.of(NOT_LEARNING);
                case DIFFERENT_INPUT_SCALE, DIFFERENT_CLASSES, DIFFERENT_TARGET_RANGE -> EnumSet.of(OVERFITTING, WORSE_THAN_BASELINE);
                case OVERFITTING -> EnumSet.of(WORSE_THAN_BASELINE);
            };
        }

        /** All that one sees of a training that goes badly. */
        private static Set<Kind> symptoms() {
            Set<Kind> symptoms = EnumSet.range(EXPLODING_GRADIENT, CONSTANT_PREDICTION);
            symptoms.add(WORSE_THAN_BASELINE);
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

    private final GradientFlow gradientFlow = new GradientFlow();
    /** Null before a training has begun. */
    @SuppressWarnings("NullAway")
    private Observations observations;
    private LossArguments lossArguments = LossArguments.EXPECTED;

    /** A diagnosis of one run at a time. */
    public Diagnosis() {
    }

    @Override
    public void started(Plan plan) {
        gradientFlow.started(plan);
        observations = new Observations(plan);
    }

    @Override
    public void beforeUpdate(StepEvent event) {
        if (observations.steps() == 0) {
            lossArguments = LossArguments.of(event, observations.loss());
        }
        gradientFlow.beforeUpdate(event);
        observations.step(event);
    }

    @Override
    public void afterUpdate(StepEvent event) {
        int before = gradientFlow.count();
        gradientFlow.afterUpdate(event);
        if (gradientFlow.count() > before) {
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
        lossArguments.addTo(findings, observations.loss());
        new ModelRules(observations, findings).apply();
        new LearningRules(observations, gradientFlow, findings).apply();
        data.applyToTargets();
        new EvaluationRules(observations, findings).apply();
        return findings.causes();
    }

    /**
     * What was looked at, whether or not anything is wrong with it, each with its figure.
     *
     * @return a sentence for each, without jargon that the page on {@link GradientFlow} doesn't explain; empty if no
     *         training was seen
     */
    public List<String> notes() {
        return observations == null || gradientFlow.measurements().isEmpty() ? List.of()
                : new DiagnosisNotes(observations, gradientFlow).all();
    }

    /**
     * Which units of a layer are dead.
     *
     * @param layer from 0
     * @return the units that were 0 for every example of the last quarter of the measurements; none of a layer that
     *         isn't a ReLU
     */
    public int[] deadUnits(int layer) {
        return observations == null ? new int[0] : observations.dead(layer, Math.max(1, gradientFlow.count() / 4));
    }

    /** {@return the gradient flow that it looks at; the same object at each call} */
    public GradientFlow gradientFlow() {
        return gradientFlow;
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
