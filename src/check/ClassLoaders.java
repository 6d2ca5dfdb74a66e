// SPDX-License-Identifier: Apache-2.0

import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A server that reloads its programs gets its memory back: {@code java --add-modules jdk.incubator.vector
 * src/check/ClassLoaders.java CLASSES...} runs the main job with its files, pictures and report in twenty class loaders,
 * one after the other, and ends with 1 if one of them isn't collected.
 */
public final class ClassLoaders {

    private static final int LOADERS = 20;

    private ClassLoaders() {
    }

    public static void main(String[] args) throws Exception {
        URL[] classes = new URL[args.length];
        for (int i = 0; i < args.length; i++) {
            classes[i] = Path.of(args[i]).toUri().toURL();
        }
        Path folder = Files.createTempDirectory("chainrule-loaders");
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        for (int i = 0; i < LOADERS; i++) {
            loaders.add(use(classes, folder));
        }
        use(classes, folder);   // because the JDK keeps the class of the last record that it compared
        long alive = LOADERS;
        for (int i = 0; i < 50 && alive > 0; i++) {     // a thread that ends needs a moment
            System.gc();
            Thread.sleep(100);
            alive = loaders.stream().filter(loader -> loader.get() != null).count();
        }
        System.out.println(LOADERS - alive + " of " + LOADERS + " class loaders that ran the main job were collected");
        System.exit(alive == 0 ? 0 : 1);
    }

    private static WeakReference<ClassLoader> use(URL[] classes, Path folder) throws Exception {
        PrintStream console = System.out;
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        URLClassLoader loader = new URLClassLoader(classes, ClassLoader.getPlatformClassLoader());
        try (loader) {
            System.setOut(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
            thread.setContextClassLoader(loader);
            Method main = loader.loadClass("io.github.chainrule.walkthrough.BinaryMnist")
                    .getMethod("main", String[].class);
            main.invoke(null, (Object) new String[] {"--epochs", "1", "--save", folder.resolve("model").toString(),
                "--onnx", folder.resolve("model.onnx").toString(), "--report", folder.resolve("report.html").toString(),
                "--pictures", folder.toString()});
        } finally {
            System.setOut(console);
            thread.setContextClassLoader(before);
        }
        return new WeakReference<>(loader);
    }
}
