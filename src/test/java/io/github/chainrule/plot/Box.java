// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import java.util.ArrayList;
import java.util.List;

/** A rectangle on the paper, for the tests: where an element is. */
record Box(double left, double top, double right, double bottom) {

    /** Where an image, a path or a text is; a text's letters are as wide as they are taken to be. */
    static Box of(Element element) {
        return switch (element.name()) {
            case "text" -> text(element);
            case "image" -> new Box(number(element, "x"), number(element, "y"),
                    number(element, "x") + number(element, "width"), number(element, "y") + number(element, "height"));
            default -> path(element);
        };
    }

    static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }

    private static Box text(Element text) {
        String classes = text.getAttribute("class");
        boolean title = classes.contains("cr-title");
        double size = title ? Style.TITLE_SIZE : Style.TEXT_SIZE;
        double width = TextLayout.width(text.text()) * size / Style.TEXT_SIZE
                * (title || classes.contains("cr-bold") ? TextLayout.BOLD : 1);
        double left = number(text, "x")
                - (classes.contains("cr-mid") ? width / 2 : classes.contains("cr-end") ? width : 0);
        double foot = number(text, "y");
        return new Box(left, foot - 0.7 * size, left + width, foot + 0.1 * size);
    }

    private static Box path(Element path) {
        String d = path.getAttribute("d");
        Box box = new Box(Double.MAX_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE);
        for (Box circle : circles(d)) {
            box = box.with(circle);
        }
        String others = d.replaceAll("M[-.\\d]+ [-.\\d]+a[^z]*z", "");
        for (double[][] line : others.isEmpty() ? List.<double[][]>of() : Drawn.lines(others)) {
            for (double[] point : line) {
                box = box.with(new Box(point[0], point[1], point[0], point[1]));
            }
        }
        return box;
    }

    /** The circles of a path, each begun at its left edge. */
    static List<Box> circles(String d) {
        List<Box> circles = new ArrayList<>();
        for (String part : d.split("M")) {
            if (part.contains("a")) {
                String[] xy = part.substring(0, part.indexOf('a')).split(" ");
                double r = Double.parseDouble(part.substring(part.indexOf('a') + 1).split(" ")[0]);
                double x = Double.parseDouble(xy[0]);
                double y = Double.parseDouble(xy[1]);
                circles.add(new Box(x, y - r, x + 2 * r, y + r));
            }
        }
        return circles;
    }

    private Box with(Box other) {
        return new Box(Math.min(left, other.left), Math.min(top, other.top), Math.max(right, other.right),
                Math.max(bottom, other.bottom));
    }

    double x() {
        return (left + right) / 2;
    }

    double y() {
        return (top + bottom) / 2;
    }

    double width() {
        return right - left;
    }

    double height() {
        return bottom - top;
    }

    boolean contains(Box other) {
        return left <= other.left && top <= other.top && right >= other.right && bottom >= other.bottom;
    }

    boolean intersects(Box other) {
        return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
    }
}
