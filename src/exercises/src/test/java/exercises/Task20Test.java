// SPDX-License-Identifier: Apache-2.0
package exercises;

import exercises.Task20Project.Trained;
import io.github.chainrule.data.Dataset;
import io.github.chainrule.data.Split;
import io.github.chainrule.evaluation.Evaluation;
import io.github.chainrule.evaluation.Metric;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.table.Column;
import io.github.chainrule.table.MissingValues;
import io.github.chainrule.table.Table;
import io.github.chainrule.table.TableEncoder;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The part of the rubric that a program can check. Only what is the same for every table is asked for. */
@TaskName("Task20Project")
class Task20Test {

    private static final long SEED = 42;

    private static Trained first;

    private static Table table() throws IOException {
        Table table = Task20Project.table();
        Check.require(table != null, "table: your code returned null.", null);
        Check.require(!table.targets().isEmpty(), "table: it has no target.",
                "Name it: table.withClassTarget(\"...\") or table.withNumericTargets(\"...\").");
        Check.require(table.rowCount() >= 100, "table: it has " + table.rowCount() + " rows.",
                "With fewer than 100 rows, what a test says is mostly chance.");
        return table;
    }

    private static Split<Table> split(long seed) throws IOException {
        Split<Table> sets = Task20Project.split(table(), seed);
        Check.require(sets != null, "split: your code returned null.", null);
        return sets;
    }

    private static Trained trained(Table training) {
        return trained(training, SEED);
    }

    /** The first network of the seed: most tests ask for it. */
    private static Trained first() throws IOException {
        if (first == null) {
            first = trained(split(SEED).training());
        }
        return first;
    }

    private static Trained trained(Table training, long seed) {
        Trained trained = Task20Project.train(training, seed);
        Check.require(trained != null && trained.encoder() != null && trained.predictor() != null,
                "train: encoder or predictor is null.", null);
        return trained;
    }

    private static List<List<Double>> rows(TableEncoder encoder, Table table) {
        return Arrays.stream(Given.rows(matrices(encoder.encode(table))[0])).map(row -> Arrays.stream(row).boxed()
                .toList()).toList();
    }

    @Test
    @Points(4)
    void nothing_leaks() throws IOException {
        Table table = table();
        Split<Table> sets = split(SEED);
        int test = sets.test().rowCount();
        Check.require(5 * test >= table.rowCount() - 4, "split: " + test + " of " + table.rowCount()
                + " rows are for the test.", "Keep at least a fifth of the rows: table.split(0.2, seed).");
        Check.require(sets.training().rowCount() + test <= table.rowCount(), "split: " + sets.training().rowCount()
                + " rows to train on and " + test + " for the test, of " + table.rowCount() + ".",
                "Rows are in both sets: what is trained on can't be the test.");
        Trained trained = trained(sets.training());
        requireTrainingOnly(trained.encoder(), sets.training());
        List<List<Double>> known = rows(trained.encoder(), sets.training());
        long twins = rows(trained.encoder(), sets.test()).stream().filter(known::contains).count();
        Check.require(10 * twins <= test, "split: " + twins + " of " + test + " test rows equal a row of the training"
                + " set in all inputs.", "Those rows were seen in training. Remove duplicates from the table before you"
                + " split it.");
    }

    /** What the encoder has learned, learned again from the training rows. */
    private static void requireTrainingOnly(TableEncoder encoder, Table training) {
        Map<String, MissingValues> missing = encoder.columns().stream()
                .collect(Collectors.toMap(TableEncoder.ColumnEncoding::column, TableEncoder.ColumnEncoding::missing));
        Table used = training.without(training.columns().stream().map(Column::name).filter(name -> !missing
                .containsKey(name) && training.targets().stream().noneMatch(t -> t.name().equals(name)))
                .toArray(String[]::new));
        Check.require(TableEncoder.fit(used, missing).columns().equals(encoder.columns()), "train: the encoder knows"
                + " more than its training rows.", "Fit the encoder on the rows that train is given,"
                + " TableEncoder.fit(training), and on no others.");
    }

    private static final String FROM_SEED = "All that is random comes from the seed: new Random(seed) for the weights,"
            + " and trainer.seed(seed).";

    @Test
    @Points(4)
    void the_same_seed_gives_the_same_predictions() throws IOException {
        Split<Table> sets = split(SEED);
        Trained once = first();
        Check.require(rows(once.encoder(), sets.test()).equals(rows(once.encoder(), split(SEED).test())),
                "split: the same seed gave other test rows.", "Split with the seed that you are given.");
        Check.require(!rows(once.encoder(), sets.test()).equals(rows(once.encoder(), split(SEED + 1).test())),
                "split: another seed gave the same test rows.", "Split with the seed that you are given.");
        Check.require(Arrays.equals(predictions(once, sets.test()), predictions(trained(sets.training()), sets.test())),
                "train: two runs with the same seed gave other predictions.", FROM_SEED);
        Check.require(!Arrays.equals(predictions(once, sets.test()), predictions(trained(sets.training(), SEED + 1),
                sets.test())), "train: another seed gave the same predictions.", FROM_SEED);
    }

    private static double[] predictions(Trained trained, Table test) {
        return evaluation(trained, test).predictions().values();
    }

    private static Evaluation evaluation(Trained trained, Table test) {
        return trained.predictor().evaluate(trained.encoder().encode(test));
    }

    /** The model's score on the test set, and the baseline's; of numbers the error, so lower is better. */
    private record Scores(boolean classes, double model, double baseline) {

        private boolean isBetter() {
            return classes ? model > baseline : model < baseline;
        }
    }

    private static Scores scores() throws IOException {
        Split<Table> sets = split(SEED);
        Trained trained = first();
        Evaluation evaluation = evaluation(trained, sets.test());
        Matrix training = matrices(trained.encoder().encode(sets.training()))[1];
        Matrix test = matrices(trained.encoder().encode(sets.test()))[1];
        boolean classes = !trained.encoder().names().classes().isEmpty();
        double[] mean = IntStream.range(0, test.cols()).mapToDouble(j -> IntStream.range(0, training.rows())
                .mapToDouble(i -> training.get(i, j)).average().orElseThrow()).toArray();
        if (!classes) {
            double squares = 0;
            for (int i = 0; i < test.rows(); i++) {
                for (int j = 0; j < test.cols(); j++) {
                    squares += (test.get(i, j) - mean[j]) * (test.get(i, j) - mean[j]);
                }
            }
            return new Scores(false, evaluation.score(Metric.rootMeanSquaredError()),
                    Math.sqrt(squares / (test.rows() * test.cols())));
        }
        int most = test.cols() == 1 ? mean[0] > 0.5 ? 1 : 0 : IntStream.range(0, mean.length).boxed()
                .max((a, b) -> Double.compare(mean[a], mean[b])).orElseThrow();
        double right = IntStream.range(0, test.rows()).filter(i -> test.cols() == 1 ? test.get(i, 0) == most
                : test.get(i, most) == 1).count();
        return new Scores(true, evaluation.accuracy(), right / test.rows());
    }

    /** {@return all inputs and all targets} */
    private static Matrix[] matrices(Dataset data) {
        Matrix inputs = Matrix.zeros(data.size(), data.inputSize());
        Matrix targets = Matrix.zeros(data.size(), data.targetSize());
        data.read(IntStream.range(0, data.size()).toArray(), 0, data.size(), inputs, targets);
        return new Matrix[] {inputs, targets};
    }

    @Test
    @Points(4)
    void the_baseline_is_beaten() throws IOException {
        Scores scores = scores();
        Trained trained = first();
        String got = String.format(Locale.ROOT, "On the test set the model has %s %.3f and the baseline %.3f.",
                scores.classes() ? "accuracy" : "a root mean squared error of", scores.model(), scores.baseline());
        Optional<?> scaler = trained.predictor().scaler();
        Check.require(scores.isBetter() || scaler.isPresent(), got, "The predictor knows no scaler. If the inputs were"
                + " scaled in training, take trainer.predictor(), which scales as in training; Predictor.of(model,"
                + " loss) doesn't. If they weren't, scale them.");
        Check.require(scores.isBetter(), got, "Was the network trained long enough? Does the training loss fall? If it"
                + " does and the validation loss doesn't, it memorizes.");
    }

    /** The numbers of a report say nothing while what they are about isn't right. */
    private void requireTheRest() throws IOException {
        try {
            nothing_leaks();
            the_same_seed_gives_the_same_predictions();
            the_baseline_is_beaten();
        } catch (AssertionError e) {
            throw new AssertionError("report: its numbers are looked at when everything else is right.", e);
        }
    }

    private static final List<String> HEADINGS = List.of("Question", "Data", "Method", "Result", "Limits");

    @Test
    @Points(4)
    void there_is_a_report() throws IOException {
        String report = Task20Project.report();
        Check.require(report != null && !report.isBlank(), "report: it is empty.", null);
        for (String heading : HEADINGS) {
            Check.require(Pattern.compile("(?m)^#+ +" + heading).matcher(report).find(), "report: there is no heading "
                    + heading + ".", "It is a line such as ## " + heading);
        }
        int words = report.trim().split("\\s+").length;
        Check.require(words >= 200, "report: it has " + words + " words.", "At least 200: a reader who doesn't know"
                + " your table should understand what you asked, what you did, and what came of it.");
        requireTheRest();
        Scores scores = scores();
        String result = report.replaceFirst("(?s).*?(?m)^#+ +Result", "").replaceFirst("(?sm)^#+ .*", "");
        for (double score : new double[] {scores.model(), scores.baseline()}) {
            String number = String.format(Locale.ROOT, "%.2f", score);
            Check.require(Pattern.compile("(?<![\\d.])" + Pattern.quote(number)).matcher(result).find(), "report:"
                    + " Result"
                    + " doesn't have " + number + ".", "The model's test score and the baseline's stand under Result,"
                    + " as numbers with two digits after the point: are they those of this program?");
        }
    }
}
