// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.walkthrough.parts;

import io.github.chainrule.plot.Picture;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;

/** Saves a chapter's pictures, and says where they are. */
public final class Pictures {

    private static final String OPTION = "pictures";

    private Pictures() {
    }

    /** Adds {@code --pictures FOLDER}. */
    public static Options option(Options options) {
        return options.option(OPTION, "FOLDER", "target/pictures", "where to save the pictures");
    }

    /** Saves each picture under its name, which is without folder and ending. */
    public static void save(Map<String, ? extends Picture> pictures, Options options, PrintStream out)
            throws IOException {
        Path folder = Path.of(options.text(OPTION));
        out.print("\nPictures:\n");
        for (Map.Entry<String, ? extends Picture> picture : pictures.entrySet()) {
            Path file = folder.resolve(picture.getKey() + ".svg");
            picture.getValue().save(file);
            out.print("  " + file.toString().replace('\\', '/') + "\n");
        }
    }
}
