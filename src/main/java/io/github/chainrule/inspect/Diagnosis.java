// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.inspect;

import io.github.chainrule.evaluation.Evaluation;
import io.github.chainrule.training.DivergedException;
import io.github.chainrule.training.History;
import io.github.chainrule.training.TrainingListener;

import java.util.ArrayList;
import java.util.Comparator;
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
 * new Trainer(model, loss, optimizer).listener(diagnosis).fit(training);
 * System.out.print(diagnosis);
 * }
 *
 * <p>A loop of your own gives it to a {@link io.github.chainrule.training.TrainingRun}. It also looks at what the model
 * is evaluated on with {@code trainer.evaluate} or {@code run.evaluate}.
 *
 * <p>It looks at every step's loss and targets, and at the rest as often as a {@link GradientFlow}. It holds one: if
 * you want both, add only the diagnosis, and use {@link #gradientFlow()}. You may ask for the findings at any time,
 * even after a run that broke off. It is cheap enough to leave on: {@code CostOfChecks} in {@code src/bench} measures
 * it.
 *
 * <p>It omits a finding that another one explains: if your inputs aren't scaled, dead units aren't news. Fix the cause,
 * train, and look again.
 *
 * <p>It may be wrong. In 1,000 training runs that went well, of twelve tasks with layers, activations, optimizers,
 * rates and batches drawn at random (numbers 40000 to 40999 of {@code HealthyTraining}), it found nothing; earlier runs
 * had set its limits. {@code NoFalseAlarmTest} runs others. A dead unit among many isn't a finding: the
 * {@link #notes()} name it.
 */
public final class Diagnosis implements TrainingListener {

    /** What can be wrong; causes before their effects. */
    public enum Kind {
        /** A run of which no step was seen. */
        NO_STEP("GradientDescent"),
        /** Inputs that are far larger or smaller than about 1. */
        UNSCALED_INPUTS("VanishingGradient"),
        /** Numeric targets that are far larger than about 1, and too large to be learned. */
        UNSCALED_TARGETS("GradientDescent"),
        /** All inputs are equal. */
        IDENTICAL_INPUTS("BinaryMnist"),
        /** A column of the inputs counts rows, has a number for missing values, or bytes read as signed. */
        SUSPICIOUS_COLUMN("Overfitting"),
        /** Classes that differ only in case, or numeric targets that look like the indices of classes. */
        SUSPICIOUS_TARGETS("BinaryMnist"),
        /** Similar inputs don't have similar targets, and nothing is learned. */
        UNRELATED_TARGETS("GradientDescent"),
        /** A column of the inputs gives the target away. */
        TARGET_LEAKAGE("Overfitting"),
        /** Targets that the last layer can't reach, such as −1 after a sigmoid. */
        UNREACHABLE_TARGETS("LinearSeparability"),
        /** Epochs that are not reshuffled. */
        NOT_RESHUFFLED("BinaryMnist"),
        /** Batches with examples of a single class, much more often than by chance. */
        SINGLE_CLASS_BATCHES("BinaryMnist"),
        /** Batches whose numeric targets lie much closer together than all of them. */
        SORTED_TARGETS("BinaryMnist"),
        /** A loop asks the loss for its gradient with outputs and targets swapped. */
        SWAPPED_LOSS_ARGUMENTS("BinaryMnist"),
        /** A loop asks the loss for its gradient without the weights of the examples. */
        IGNORED_WEIGHTS("BinaryMnist"),
        /** A softmax, sigmoid or tanh before a loss that contains a softmax or sigmoid. */
        EXTRA_OUTPUT_ACTIVATION("VanishingGradient"),
        /** A ReLU as the last layer of a classifier. */
        RELU_OUTPUT("XorProblem"),
        /** A Dropout as the last layer: it switches off outputs. */
        DROPOUT_OUTPUT("Overfitting"),
        /** Two linear layers that are no more than one. */
        NO_ACTIVATION_BETWEEN("XorProblem"),
        /** Neurons of one layer that started with the same weights and keep them. */
        IDENTICAL_NEURONS("XorProblem"),
        /** Two layers that began with the same random numbers. */
        SAME_RANDOM_NUMBERS("XorProblem"),
        /** |dL/da| grows more than a hundredfold from the last layer to the first. */
        EXPLODING_GRADIENT("VanishingGradient"),
        /** The first loss is far above ln c, the loss of predicting all c classes as equally likely. */
        HIGH_INITIAL_LOSS("BinaryMnist"),
        /** Too much weight decay has shrunk the weights of all layers to almost nothing. */
        EXCESSIVE_WEIGHT_DECAY("Overfitting"),
        /** The loss rose above what it was at first. */
        LEARNING_RATE_TOO_HIGH("GradientDescent"),
        /** Units of a ReLU return 0 for every example: most from the first look on, or many if training goes badly. */
        DEAD_UNITS("XorProblem"),
        /** Most outputs of a hidden sigmoid or tanh are at an end, where its derivative is nearly 0. */
        SATURATION("XorProblem"),
        /** |dL/da| shrinks a thousandfold from the last layer to the first, and training goes badly. */
        VANISHING_GRADIENT("VanishingGradient"),
        /** The learning rate fell to its final value in the first tenth of the steps. */
        SCHEDULE_ENDS_EARLY("GradientDescent"),
        /** Neither the loss nor the weights change. */
        LEARNING_RATE_TOO_LOW("GradientDescent"),
        /** The loss is hardly below that of the same prediction for all, and no other reason was found. */
        NOT_LEARNING("GradientDescent"),
        /** Every prediction is the same class, though the targets are not. */
        CONSTANT_PREDICTION("BinaryMnist"),
        /** The model was evaluated on inputs of another scale than it was trained on. */
        DIFFERENT_INPUT_SCALE("VanishingGradient"),
        /** The model was evaluated on classes that it wasn't trained on, or on only some of them. */
        DIFFERENT_CLASSES("BinaryMnist"),
        /** The model was evaluated on numeric targets most of which lie outside of the range it was trained on. */
        DIFFERENT_TARGET_RANGE("BinaryMnist"),
        /** The model was evaluated only on examples that it was trained on. */
        EVALUATED_ON_TRAINING_SET("Overfitting"),
        /** Many examples that the model was evaluated on are in the training data. */
        SHARED_EXAMPLES("Overfitting"),
        /** The model was evaluated on more than twice as many examples as it was trained on. */
        SMALL_TRAINING_SET("Overfitting"),
        /** The training loss falls while that of other examples rises. */
        OVERFITTING("Overfitting"),
        /** On other examples the model is worse than the same prediction for all, though it has learned. */
        WORSE_THAN_BASELINE("Overfitting");

        private final String chapter;

        Kind(String chapter) {
            this.chapter = chapter;
        }

        /** {@return the chapter of the walkthrough that explains it: the name of its class} */
        public String chapter() {
            return chapter;
        }

        /** What it is likely to cause, and what needn't be reported beside it. */
        Set<Kind> effects() {
            return switch (this) {
                case UNSCALED_INPUTS, UNSCALED_TARGETS, IDENTICAL_INPUTS, UNREACHABLE_TARGETS, SWAPPED_LOSS_ARGUMENTS,
                        EXTRA_OUTPUT_ACTIVATION, RELU_OUTPUT, DROPOUT_OUTPUT, IDENTICAL_NEURONS -> symptoms();
                case UNRELATED_TARGETS -> EnumSet.range(EXPLODING_GRADIENT, CONSTANT_PREDICTION);
                case SINGLE_CLASS_BATCHES, SORTED_TARGETS -> EnumSet.of(LEARNING_RATE_TOO_HIGH, NOT_LEARNING,
                        CONSTANT_PREDICTION);
                case SCHEDULE_ENDS_EARLY -> EnumSet.of(LEARNING_RATE_TOO_LOW, NOT_LEARNING, CONSTANT_PREDICTION);
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
                case DIFFERENT_INPUT_SCALE, DIFFERENT_CLASSES, DIFFERENT_TARGET_RANGE ->
                        EnumSet.of(OVERFITTING, WORSE_THAN_BASELINE);
                case OVERFITTING -> EnumSet.of(WORSE_THAN_BASELINE, SMALL_TRAINING_SET);
                default -> EnumSet.noneOf(Kind.class);
            };
        }

        /** All that a run shows if it goes badly. */
        private static Set<Kind> symptoms() {
            Set<Kind> symptoms = EnumSet.range(EXPLODING_GRADIENT, CONSTANT_PREDICTION);
            symptoms.addAll(List.of(UNRELATED_TARGETS, WORSE_THAN_BASELINE));
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
    /** Null before a run has begun. */
    @SuppressWarnings("NullAway")
    private Observations observations;

    /** A diagnosis of one run at a time. */
    public Diagnosis() {
    }

    @Override
    public void started(Plan plan) {
        gradientFlow.started(plan);
        Observations before = observations;
        observations = new Observations(plan);
        if (before != null && before.layers == observations.layers && before.plan.training() == plan.training()) {
            observations.batches = before.batches.next();
        }
    }

    @Override
    public void beforeUpdate(StepEvent event) {
        gradientFlow.beforeUpdate(event);
        observations.step(event);
    }

    @Override
    public void afterUpdate(StepEvent event) {
        gradientFlow.afterUpdate(event);
        if (gradientFlow.isLooking()) {
            observations.look(event);
        }
    }

    @Override
    public void evaluated(Evaluation evaluation) {
        observations.evaluations.add(evaluation, observations.steps());
    }

    @Override
    public void ended(History history) {
        observations.ended = true;
    }

    @Override
    public void diverged(DivergedException exception) {
        observations.diverged = true;
    }

    /** {@return what is wrong, causes before effects; empty when nothing is, or no run was seen} */
    public List<Finding> findings() {
        if (observations == null) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        if (observations.steps() > 0) {
            DataRules data = new DataRules(observations, findings);
            data.apply();
            new ColumnRules(observations, observations.plan.training(), findings).apply();
            ModelRules.of(observations, findings).apply();
            new LearningRules(observations, gradientFlow.measurements(), findings).apply();
            data.applyToTargets();
            new EvaluationRules(observations, findings).apply();
        } else if (observations.ended) {
            findings.add(new Finding(Kind.NO_STEP, "the run has made no step: the checkpoint that it was resumed from"
                    + " has as many epochs as the trainer. To train further, set more: trainer.epochs("
                    + 2 * observations.plan.epochs() + ")."));
        } else if (observations.evaluations.ofTraining > 0 || !observations.evaluations.sets.isEmpty()) {
            findings.add(new Finding(Kind.NO_STEP, "the model was evaluated, but no step was seen. In a loop of your"
                    + " own call run.step(batch, forward, backward) instead of optimizer.step()."));
        }
        Set<Kind> explained = EnumSet.noneOf(Kind.class);
        findings.forEach(finding -> explained.addAll(finding.kind().effects()));
        return findings.stream().filter(finding -> !explained.contains(finding.kind()))
                .sorted(Comparator.comparing(Finding::kind)).toList();
    }

    /**
     * What was looked at, whether or not anything is wrong with it, each with its figure.
     *
     * @return a sentence for each, without jargon that the page on {@link GradientFlow} doesn't explain; empty if no
     *         step was seen
     */
    public List<String> notes() {
        return observations == null || gradientFlow.measurements().isEmpty() ? List.of()
                : DiagnosisNotes.of(observations, gradientFlow.measurements()).all();
    }

    /**
     * Which units of a layer are dead.
     *
     * @param layer from 0
     * @return the units that were 0 for every example of the last quarter of the measurements; none of a layer that
     *         isn't a ReLU
     */
    public int[] deadUnits(int layer) {
        return observations == null ? new int[0]
                : observations.dead(layer, Math.max(1, gradientFlow.measurements().size() / 4));
    }

    /** {@return the gradient flow that it looks at; the same object at each call} */
    public GradientFlow gradientFlow() {
        return gradientFlow;
    }

    /**
     * A line for each finding; if there is none, a line for each of the {@link #notes()}.
     *
     * @return the text, with a line break at its end; empty if no step was seen
     */
    @Override
    public String toString() {
        List<?> findings = findings();
        return findings.isEmpty() && !notes().isEmpty()
                ? "nothing looks wrong. This was looked at:\n" + lines("  ", notes()) : lines("", findings);
    }

    private static String lines(String indent, List<?> lines) {
        return lines.stream().map(line -> indent + line + "\n").collect(Collectors.joining());
    }
}
