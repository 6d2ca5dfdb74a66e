// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The lessons of all open pages. Each page has its own; the one that was looked at longest ago makes room. */
final class Lessons implements AutoCloseable {

    static final int MOST = 32;

    private final SecureRandom random = new SecureRandom();
    private final Map<String, Lesson> lessons = new LinkedHashMap<>(16, 0.75f, true);
    private boolean closed;

    /** Adds a lesson, and returns how it will be asked for. */
    synchronized String add(Lesson lesson) {
        String id = Long.toHexString(random.nextLong());
        lessons.put(id, lesson);
        if (closed || lessons.size() > MOST) {
            remove(lessons.keySet().iterator().next());
        }
        return id;
    }

    synchronized Optional<Lesson> find(String id) {
        return Optional.ofNullable(lessons.get(id));
    }

    synchronized void remove(String id) {
        Lesson lesson = lessons.remove(id);
        if (lesson != null) {
            lesson.close();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        lessons.values().forEach(Lesson::close);
        lessons.clear();
    }
}
