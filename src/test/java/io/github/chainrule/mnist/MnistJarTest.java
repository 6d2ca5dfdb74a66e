// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.mnist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a small file, which isn't on the class path, is found. */
class MnistJarTest {

    private static final String MODULE = "io.github.chainrule.mnist";
    private static final String SMALL = "META-INF/mnist/small.gz";

    @TempDir
    Path folder;

    private Path jar(String name, String module, String resource) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Automatic-Module-Name", module);
        Path file = folder.resolve(name);
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file), manifest)) {
            jar.putNextEntry(new JarEntry(resource));
            jar.write(IdxWriter.gzip(new byte[] {7, 8, 9}));
        }
        return file;
    }

    private static void assertFound(String modulePath, String classPath, Optional<Path> own) throws IOException {
        try (IdxStream small = new MnistJar(modulePath, classPath, own, new MnistJar().loaders()).open("small")) {
            assertThat(small.next(4)).containsExactly(7, 8, 9);
        }
    }

    private static void assertMissing(String modulePath, String classPath, Optional<Path> own) {
        assertThatExceptionOfType(FileNotFoundException.class)
                .isThrownBy(() -> new MnistJar(modulePath, classPath, own, new MnistJar().loaders()).open("small"))
                .withMessageStartingWith("MNIST isn't on the class path or module path: there is no " + SMALL + ".\n");
    }

    @Test
    void the_threads_own_class_loader_is_asked_as_well() throws IOException {
        Path jar = jar("a.jar", MODULE, SMALL);
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
            Thread.currentThread().setContextClassLoader(loader);
            assertFound("", "", Optional.empty());
            Thread.currentThread().setContextClassLoader(null);
            assertMissing("", "", Optional.empty());
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    @Test
    void on_the_module_path_it_is_found_although_no_module_requires_it() throws IOException {
        Path other = jar("other.jar", "other", SMALL);
        Path without = jar("without.jar", MODULE, "META-INF/mnist/large.gz");
        Path with = jar("with.jar", MODULE, SMALL);

        assertFound(other + File.pathSeparator + with, "", Optional.empty());
        assertMissing(other.toString(), "", Optional.empty());
        assertMissing(without.toString(), "", Optional.empty());
    }

    /** After {@code java -jar}, the class path is as it was typed, and the class comes from the real file. */
    @Test
    void the_jar_beside_the_only_one_of_the_class_path_is_found_whatever_that_is_called() throws IOException {
        Path own = jar("chainrule-1.jar", "io.github.chainrule", "a");
        jar("chainrule-1-mnist.jar", MODULE, SMALL);
        Path link = Files.createSymbolicLink(folder.resolve("link.jar"), own);

        assertFound("", own.toString(), Optional.of(own));
        assertFound("", folder.resolve(".").resolve("chainrule-1.jar").toString(), Optional.of(own));
        assertFound("", link.toString(), Optional.of(own));
    }

    @Test
    void what_lies_beside_a_jar_among_others_or_a_folder_does_not_count() throws IOException {
        Path own = jar("chainrule-1.jar", "io.github.chainrule", "a");
        Path beside = jar("chainrule-1-mnist.jar", MODULE, SMALL);
        Path classes = Files.createDirectory(folder.resolve("classes"));

        assertMissing("", own + File.pathSeparator + "another.jar", Optional.of(own));
        assertMissing("", "a\0b", Optional.of(own));
        assertMissing("", beside.toString(), Optional.of(own));
        assertMissing("", classes.toString(), Optional.of(classes));
        assertMissing("", own.toString(), Optional.empty());
    }

    @Test
    void a_jar_beside_that_lacks_the_file_or_is_not_there_is_no_help() throws IOException {
        Path own = jar("chainrule-1.jar", "io.github.chainrule", "a");
        assertMissing("", own.toString(), Optional.of(own));
        jar("chainrule-1-mnist.jar", MODULE, "META-INF/mnist/large.gz");
        assertMissing("", own.toString(), Optional.of(own));
    }
}
