// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import io.github.chainrule.data.Batch;
import io.github.chainrule.evaluation.Prediction;
import io.github.chainrule.file.ModelFile;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.Parameter;
import io.github.chainrule.playground.Points.Point;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What one page can ask for, text in and text out: its lesson, how it is trained, looked at and opened. Steps and
 * advice take no longer than the page allows.
 */
final class Api {

    private static final int MAX_MILLISECONDS = 2000;
    private static final int MAX_STEPS = 1_000_000;
    /** Where what a table's reader says comes to what a program can do about it. */
    private static final Pattern FOR_PROGRAMS = Pattern.compile("^the text(.*?\\.) (?:If|Give|Name|Remove) .*");

    private final DigitNetwork digits;
    private final LongSupplier clock;
    private Optional<Look> current = Optional.empty();
    private Optional<Advice> advice = Optional.empty();

    /** For a page of its own; pages may share the network for digits. The clock counts nanoseconds. */
    Api(DigitNetwork digits, LongSupplier clock) {
        this.digits = digits;
        this.clock = clock;
    }

    /** Answers {@code do=look&steps=20} with a JSON object. */
    synchronized String answer(String request) {
        JsonText answer = new JsonText();
        try {
            Values asked = new Values(request).decoded();
            answer(asked.text("do"), asked, answer);
            asked.requireAllRead();
            return answer.toString();
        } catch (IllegalArgumentException | IllegalStateException | ArithmeticException | IOException e) {
            String why = FOR_PROGRAMS.matcher(String.valueOf(e.getMessage())).replaceFirst("the file$1 Correct it.");
            return new JsonText().with("error", why).with("closed", current.isEmpty()).toString();
        }
    }

    private void answer(String what, Values asked, JsonText answer) throws IOException {
        switch (what) {
            case "lessons" -> answer.with("lessons", Arrays.stream(Preset.values()).map(Preset::json).toList());
            case "open" -> open(new Lesson(Setup.parse(asked.text("setup"))), false, asked, answer);
            case "csv" -> answer.with("setup", "data=own&" + Points.ofFile(asked.text("text")).settings());
            case "digit" -> digits.answer(asked.text("drawing"), answer);
            default -> answer(what, current.orElseThrow(() -> new IllegalStateException(
                    "There is no lesson yet: open one first.")), asked, answer);
        }
    }

    private void answer(String what, Look look, Values asked, JsonText answer) throws IOException {
        Lesson lesson = look.lesson;
        switch (what) {
            case "change", "point" -> {
                Setup setup = what.equals("point") ? withPoints(lesson, asked) : Setup.parse(asked.text("setup"));
                boolean kept = setup.hasNetworkOf(lesson.setup);
                open(kept ? new Lesson(setup, lesson) : new Lesson(setup), kept, asked, answer);
            }
            case "set" -> {
                Linear linear = lesson.network.linear(asked.whole("layer", 1, 1, lesson.network.count()));
                int bias = linear.weight().value().rows() + 1;
                int from = asked.whole("from", bias, 1, bias);
                Parameter parameter = from == bias ? linear.bias() : linear.weight();
                parameter.value().set(from == bias ? 0 : from - 1,
                        asked.whole("to", 1, 1, parameter.value().cols()) - 1, asked.number("value", -1e9, 1e9));
                parameter.markChanged();
                lesson.edited = true;
                lesson.watch();
                look(look, asked, answer);
            }
            case "advise" -> {
                List<String> kinds = List.of(asked.text("kinds").split(","));
                advice = advice.filter(given -> given.lesson == lesson && given.kinds.equals(kinds))
                        .or(() -> Optional.of(new Advice(lesson, kinds)));
                advice.orElseThrow().tryOut(isOver(asked.whole("milliseconds", 50, 0, MAX_MILLISECONDS)), answer);
            }
            case "number" -> {
                lesson.opened.add(asked.text("opened"));
                lesson.watch();
                int example = asked.whole("example", 0, 0, lesson.examples.order().length - 1);
                lesson.network.trace(lesson.examples.example(example), answer);
            }
            case "program" -> answer.with("text", JavaProgram.of(lesson.setup, Math.max(1, lesson.steps)))
                    .with("message", lesson.edited ? "Weights or settings were changed during training: the"
                            + " program trains from the start with the present settings." : "");
            case "model" -> {
                ByteArrayOutputStream file = new ByteArrayOutputStream();
                ModelFile.write(lesson.network.predictor, file);
                answer.with("file", "chainrule.safetensors").with("base64", file.toByteArray());
            }
            case "look" -> look(look, asked, answer);
            default -> throw new IllegalArgumentException("there is nothing called " + Values.shown(what) + ".");
        }
    }

    private BooleanSupplier isOver(int milliseconds) {
        long end = clock.getAsLong() + 1_000_000L * milliseconds;
        return () -> clock.getAsLong() - end >= 0;
    }

    private void open(Lesson lesson, boolean kept, Values asked, JsonText answer) {
        Look look = new Look(lesson);
        lesson.watch();
        current = Optional.of(look);
        look.addFixed(answer.with("kept", kept));
        look(look, asked, answer);
    }

    private void look(Look look, Values asked, JsonText answer) {
        if (asked.has("example")) {
            look.lesson.stepWith(asked.whole("example", 0, 0, look.lesson.examples.order().length - 1));
        } else {
            answer.with("made", look.lesson.make(asked.whole("steps", 0, 0, MAX_STEPS),
                    isOver(asked.whole("milliseconds", 200, 0, MAX_MILLISECONDS))));
        }
        look.addTo(answer, asked, isOver(asked.whole("slice", MAX_MILLISECONDS, 0, MAX_MILLISECONDS)));
    }

    /** The lesson's setup with other points; made points become the user's own. */
    private static Setup withPoints(Lesson lesson, Values asked) {
        Setup setup = lesson.setup;
        Values.require(setup.classes > 0, "points can be set only where they have classes; here they have numbers.");
        Batch all = Examples.all(setup.data.value().apply(setup));
        List<Point> points = IntStream.range(0, all.size()).mapToObj(i -> new Point(all.inputs().get(i, 0),
                all.inputs().get(i, 1), Prediction.classIndexOf(all.targets(), i))).collect(Collectors.toList());
        if (asked.has("remove")) {
            points.remove(lesson.examples.order()[asked.whole("remove", 0, 0, points.size() - 1)]);
        }
        points.addAll(Points.parse(asked.text("add"), setup.classes));
        Points own = new Points(points, setup.own.features(), lesson.network.predictor.names().classes());
        return setup.with("data=own&test=" + Text.number(setup.test) + "&" + own.settings());
    }
}
