// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import io.github.chainrule.data.Dataset;

import java.util.Arrays;

/** What the page can ask for, each by its name. */
final class Api {

    private static final int LONGEST_STEP = 10_000;
    private static final int FASTEST = 1_000_000;
    private static final int PATIENCE_MILLISECONDS = 20_000;

    private final Lessons lessons;
    private final Runnable end;
    private final DigitNetwork digits = new DigitNetwork();

    /**
     * For the lessons of all pages.
     *
     * @param end what ends the server
     */
    Api(Lessons lessons, Runnable end) {
        this.lessons = lessons;
        this.end = end;
    }

    /**
     * Answers.
     *
     * @param what  the name
     * @param query after the question mark: {@code name=value} between each {@code &}
     * @param body  what was sent
     */
    Answered answer(String what, String query, String body) {
        try {
            SetupReader asked = new SetupReader(query);
            String session = asked.text("session", "");
            switch (what) {
                case "open" -> {
                    Lesson lesson = new Lesson(Setup.parse(body));
                    lessons.remove(session);
                    return Answered.of(View.opened(lessons.add(lesson), lesson));
                }
                case "presets" -> {
                    return Answered.of(new JsonText().with("presets", Arrays.stream(Preset.values())
                            .map(Preset::json).toList()));
                }
                case "digit" -> {
                    return Answered.of(digits.answer(body));
                }
                case "csv" -> {
                    return Answered.of(new JsonText().with("setup", CsvPoints.parse(body).settings()));
                }
                case "close" -> {
                    lessons.remove(session);
                    return Answered.of(new JsonText());
                }
                case "end" -> {
                    end.run();
                    return Answered.of(new JsonText());
                }
                default -> {
                    return lessons.find(session).map(lesson -> ofLesson(what, lesson, asked))
                            .orElseGet(() -> Answered.error(410, "this page's training has ended. Start again."));
                }
            }
        } catch (IllegalArgumentException e) {
            return Answered.error(400, Text.message(e));
        } catch (IllegalStateException e) {
            return Answered.error(409, Text.message(e));
        }
    }

    private static Answered ofLesson(String what, Lesson lesson, SetupReader asked) {
        switch (what) {
            case "opened" -> {
                return Answered.of(opened(lesson, asked).json());
            }
            case "program" -> {
                return View.program(lesson, lesson.look());
            }
            case "model" -> {
                return View.model(lesson, lesson.look());
            }
            case "picture" -> {
                return View.picture(lesson, lesson.look());
            }
            case "look" -> { }
            case "play" -> lesson.gate().play(asked.whole("pace", 0, 0, FASTEST));
            case "pause" -> lesson.gate().pause();
            case "step" -> lesson.gate().step(asked.whole("count", 1, 1, LONGEST_STEP));
            case "epoch" -> lesson.gate().epoch();
            default -> {
                return Answered.error(404, "there is nothing called \"" + Text.shown(what) + "\".");
            }
        }
        if (!what.equals("look") && !what.equals("play")) {
            awaitPause(lesson);
        }
        return Answered.of(View.look(lesson, lesson.look()));
    }

    private static OpenedNumber opened(Lesson lesson, SetupReader asked) {
        Dataset training = lesson.examples().training();
        Dataset example = training.subset(asked.whole("example", 0, 0, training.size() - 1));
        return new OpenedNumber(lesson.predictor(lesson.look()), Examples.inputs(example), Examples.targets(example),
                asked.whole("layer", 0, 0, Setup.MOST_LAYERS), asked.whole("from", OpenedNumber.ALL, OpenedNumber.ALL,
                Setup.MOST_NEURONS), asked.whole("to", OpenedNumber.ALL, OpenedNumber.ALL, Setup.MOST_NEURONS));
    }

    private static void awaitPause(Lesson lesson) {
        try {
            lesson.gate().awaitPause(PATIENCE_MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
