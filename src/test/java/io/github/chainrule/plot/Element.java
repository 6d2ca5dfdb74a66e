// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An element of an XML document, and a strict reader for what pictures are made of: elements, attributes in double
 * quotes, text and the five entities. The JDK's own is in java.xml, which the library's module doesn't read.
 */
record Element(String name, Map<String, String> attributes, StringBuilder content, List<Element> children) {

    private static final Pattern TAG = Pattern.compile("<(/?)([A-Za-z]\\w*)((?: [a-zA-Z-]+=\"[^<\"]*\")*)(/?)>");
    private static final Pattern ATTRIBUTE = Pattern.compile(" ([a-zA-Z-]+)=\"([^<\"]*)\"");
    private static final Pattern ENTITY = Pattern.compile("&(amp|lt|gt|quot|apos);");

    private Element(String name) {
        this(name, new LinkedHashMap<>(), new StringBuilder(), new ArrayList<>());
    }

    String getAttribute(String attribute) {
        return attributes.getOrDefault(attribute, "");
    }

    /** Its own text, without its children's. */
    String text() {
        return content.toString();
    }

    /** The root of a document; fails on anything that isn't well-formed. */
    static Element parse(String xml) {
        xml.codePoints().forEach(c -> require(c == '\n' || c >= ' ' && c < 0xd800 || c >= 0xe000 && c < 0xfffe
                || c > 0xffff, "character " + c));
        Element document = new Element("");
        List<Element> open = new ArrayList<>(List.of(document));
        Matcher tag = TAG.matcher(xml);
        int end = 0;
        while (tag.find()) {
            Element parent = open.get(open.size() - 1);
            parent.content.append(unescape(xml.substring(end, tag.start())));
            end = tag.end();
            if (!tag.group(1).isEmpty()) {
                require(parent.name.equals(tag.group(2)), "</" + tag.group(2) + "> after <" + parent.name + ">");
                open.remove(open.size() - 1);
                continue;
            }
            Element element = new Element(tag.group(2));
            Matcher attribute = ATTRIBUTE.matcher(tag.group(3));
            while (attribute.find()) {
                require(element.attributes.put(attribute.group(1), unescape(attribute.group(2))) == null,
                        "a second " + attribute.group(1));
            }
            parent.children.add(element);
            if (tag.group(4).isEmpty()) {
                open.add(element);
            }
        }
        require(open.size() == 1, "<" + open.get(open.size() - 1).name + "> isn't closed");
        require(document.children.size() == 1, "there are " + document.children.size() + " roots");
        require((document.text() + xml.substring(end)).isBlank(), "text beside the root");
        return document.children.get(0);
    }

    private static String unescape(String text) {
        require(!text.contains("<") && !text.contains("]]>"), text);
        require(!ENTITY.matcher(text).replaceAll("").contains("&"), text);
        return text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&apos;", "'")
                .replace("&amp;", "&");
    }

    private static void require(boolean condition, String problem) {
        if (!condition) {
            throw new AssertionError("not well-formed: " + problem);
        }
    }
}
