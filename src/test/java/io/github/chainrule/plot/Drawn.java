// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import java.util.ArrayList;
import java.util.List;

/** A picture as a browser reads it, for the tests. */
record Drawn(Element root, List<Element> elements) {

    /** Parses, and so fails on anything that isn't well-formed. */
    static Drawn of(Picture picture) {
        return of(picture.svg());
    }

    static Drawn of(String xml) {
        Element root = Element.parse(xml);
        List<Element> elements = new ArrayList<>(List.of(root));
        for (int i = 0; i < elements.size(); i++) {
            elements.addAll(i + 1, elements.get(i).children());
        }
        return new Drawn(root, elements);
    }

    List<Element> all(String name) {
        return elements.stream().filter(element -> element.name().equals(name)).toList();
    }

    /** Elements with a class, besides other ones. */
    List<Element> all(String name, String cssClass) {
        return all(name).stream()
                .filter(element -> List.of(element.getAttribute("class").split(" ")).contains(cssClass)).toList();
    }

    String title() {
        return all("title").get(0).text();
    }

    String description() {
        return all("desc").get(0).text();
    }

    List<String> texts() {
        return all("text").stream().map(Element::text).toList();
    }

    /** A path's lines, each as its points. */
    static List<double[][]> lines(String d) {
        List<double[][]> lines = new ArrayList<>();
        for (String line : d.substring(1).replace("z", "").split("M")) {
            String[] numbers = line.split("[ L]");
            double[][] points = new double[numbers.length / 2][];
            for (int i = 0; i < points.length; i++) {
                points[i] = new double[] {Double.parseDouble(numbers[2 * i]), Double.parseDouble(numbers[2 * i + 1])};
            }
            lines.add(points);
        }
        return lines;
    }
}
