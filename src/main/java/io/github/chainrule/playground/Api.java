// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import io.github.chainrule.file.ModelFile;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.playground.Points.Point;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What one page can ask for, text in and text out: its lesson, how it is trained, looked at and opened. Each request
 * ends when its time is over.
 */
final class Api {

    private static final int MAX_MILLISECONDS = 2000;
    private static final int MAX_STEPS = 1_000_000;

    private final DigitNetwork digits;
    private Optional<Lesson> current = Optional.empty();
    private Optional<Look> look = Optional.empty();
    private Optional<Advice> advice = Optional.empty();

    /** For a page of its own; pages may share the network for digits. */
    Api(DigitNetwork digits) {
        this.digits = digits;
    }

    /** Answers a JSON object of strings with a JSON object. */
    synchronized String answer(String request) {
        try {
            Values asked = Values.ofJson(request);
            JsonText answer = answer(asked.text("do", ""), asked);
            asked.requireAllRead();
            return answer.toString();
        } catch (IllegalArgumentException | IllegalStateException | ArithmeticException | IOException e) {
            return new JsonText().with("error", String.valueOf(e.getMessage())).toString();
        }
    }

    private JsonText answer(String what, Values asked) throws IOException {
        return switch (what) {
            case "lessons" -> new JsonText().with("lessons", Arrays.stream(Preset.values()).map(Preset::json).toList());
            case "open" -> opened(new Lesson(Setup.parse(asked.text("setup", ""))), false, asked);
            case "csv" -> new JsonText().with("setup",
                    "data=own&" + CsvPoints.parse(asked.text("text", "")).settings());
            case "digit" -> digits.answer(asked.text("drawing", ""));
            default -> current.isPresent() ? ofLesson(what, current.get(), asked) : new JsonText()
                    .with("error", "There is no lesson yet: open one first.").with("closed", true);
        };
    }

    private JsonText ofLesson(String what, Lesson lesson, Values asked) throws IOException {
        switch (what) {
            case "change", "point" -> {
                Setup setup = what.equals("point") ? withPoints(lesson, asked) : Setup.parse(asked.text("setup", ""));
                boolean kept = setup.hasNetworkOf(lesson.setup);
                return opened(kept ? new Lesson(setup, lesson) : new Lesson(setup), kept, asked);
            }
            case "set" -> {
                int layer = asked.whole("layer", 1, 1, lesson.network.count());
                Matrix weight = lesson.network.linear(layer).weight().value();
                int bias = weight.rows() + 1;
                int from = asked.text("from", "bias").equals("bias") ? bias : asked.whole("from", bias, 1, bias);
                lesson.set(layer, from - 1, asked.whole("to", 1, 1, weight.cols()) - 1,
                        asked.number("value", -1e9, 1e9));
                return look(new JsonText(), lesson, asked);
            }
            case "advise" -> {
                List<Words.Finding> findings = new Words(lesson).findings();
                advice = advice.filter(given -> given.isAbout(lesson, findings))
                        .or(() -> Optional.of(new Advice(lesson, findings)));
                return advice.orElseThrow().json(deadline(asked, 50));
            }
            case "number" -> {
                String opened = (asked.has("from") ? "weight " : "neuron ") + asked.text("layer", "");
                lesson.opened.add(asked.text("slow", "").isEmpty() ? opened : "slow");
                asked.text("from", asked.text("to", ""));
                return new Trace(lesson, asked.whole("example", 0, 0, lesson.examples.order().length - 1)).json();
            }
            case "program" -> {
                return new JsonText().with("file", "Playground.java").with("exact", !lesson.edited)
                        .with("text", JavaProgram.of(lesson.setup, Math.max(1, lesson.steps)))
                        .with("message", lesson.edited ? "Weights or settings were changed on the way: the program"
                                + " trains from the start with the settings as they are now." : "");
            }
            case "model" -> {
                ByteArrayOutputStream file = new ByteArrayOutputStream();
                ModelFile.write(lesson.network.predictor, file);
                return new JsonText().with("file", "chainrule.safetensors")
                        .with("base64", JsonText.bytes(file.toByteArray()));
            }
            default -> {
                Text.require(what.equals("look"), "there is nothing called \"" + Text.shown(what) + "\".");
                return look(new JsonText(), lesson, asked);
            }
        }
    }

    private static long deadline(Values asked, int otherwise) {
        return System.nanoTime() + 1_000_000L * asked.whole("milliseconds", otherwise, 0, MAX_MILLISECONDS);
    }

    private JsonText opened(Lesson lesson, boolean kept, Values asked) {
        current = Optional.of(lesson);
        look = Optional.of(new Look(lesson));
        JsonText json = new JsonText().with("kept", kept);
        look.get().addFixed(json);
        return look(json, lesson, asked);
    }

    private JsonText look(JsonText json, Lesson lesson, Values asked) {
        long deadline = deadline(asked, 200);
        int steps = asked.whole("steps", 0, 0, MAX_STEPS);
        if (asked.has("example")) {
            lesson.stepWith(asked.whole("example", 0, 0, lesson.examples.order().length - 1));
        } else {
            json.with("made", lesson.make(steps, deadline));
        }
        look.orElseThrow().addTo(json, asked);
        return json;
    }

    /** The lesson's set-up with other points; points that aren't one's own become so. */
    private static Setup withPoints(Lesson lesson, Values asked) {
        Setup setup = lesson.setup;
        Text.require(setup.classes > 0, "points can be set where they have classes; here they have numbers.");
        int[] order = lesson.examples.order();
        Matrix at = lesson.examples.points();
        List<Point> points = new ArrayList<>(Collections.nCopies(order.length, new Point(0, 0, 0)));
        for (int i = 0; i < order.length; i++) {
            points.set(order[i], new Point(at.get(i, 0), at.get(i, 1), lesson.examples.classOf(i)));
        }
        if (asked.has("add")) {
            points.addAll(Points.parse(asked.text("add", "")));
        } else if (asked.has("move")) {
            int moved = order[asked.whole("move", 0, 0, order.length - 1)];
            points.set(moved, Points.parse(asked.text("to", "") + "," + points.get(moved).classNumber()).get(0));
        } else if (asked.has("remove")) {
            points.remove(order[asked.whole("remove", 0, 0, order.length - 1)]);
        } else {
            points.clear();
        }
        Points own = new Points(points, setup.own.features(), lesson.examples.training().names().classes());
        return setup.with("data=own&test=" + Text.number(setup.test) + "&" + own.settings());
    }
}
