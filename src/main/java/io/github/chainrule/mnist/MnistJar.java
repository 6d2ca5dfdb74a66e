// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.mnist;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** The files of MNIST in their own jar, wherever on the class path or module path that lies. */
final class MnistJar implements IdxSource {

    private static final String FOLDER = "META-INF/mnist/";
    private static final String MODULE = "io.github.chainrule.mnist";

    private final String modulePath;
    private final String classPath;
    /** Where this class comes from, if that is a file or a folder. */
    private final Optional<Path> own;

    /** The files for this program. */
    MnistJar() {
        this(System.getProperty("jdk.module.path", ""), System.getProperty("java.class.path", ""), own());
    }

    MnistJar(String modulePath, String classPath, Optional<Path> own) {
        this.modulePath = modulePath;
        this.classPath = classPath;
        this.own = own;
    }

    private static Optional<Path> own() {
        CodeSource source = Mnist.class.getProtectionDomain().getCodeSource();
        try {
            return source == null ? Optional.empty() : Optional.of(Path.of(source.getLocation().toURI()));
        } catch (URISyntaxException | FileSystemNotFoundException | IllegalArgumentException e) {
            return Optional.empty();    // it comes from somewhere that is no file, and nothing lies beside it
        }
    }

    @Override
    public IdxStream open(String name) throws IOException {
        String resource = FOLDER + name + ".gz";
        return IdxStream.open(resource, find(resource)
                .orElseThrow(() -> new FileNotFoundException(missing(resource, version()))));
    }

    private Optional<InputStream> find(String resource) throws IOException {
        for (ClassLoader loader : loaders()) {
            InputStream in = loader.getResourceAsStream(resource);
            if (in != null) {
                return Optional.of(in);
            }
        }
        Optional<InputStream> found = findOnModulePath(resource);
        return found.isPresent() ? found : findBeside(resource);
    }

    private static ClassLoader[] loaders() {
        return Stream.of(Mnist.class.getClassLoader(), ClassLoader.getSystemClassLoader(),
                Thread.currentThread().getContextClassLoader()).filter(Objects::nonNull).toArray(ClassLoader[]::new);
    }

    /** A jar on the module path that no module requires isn't part of the program, and no class loader sees it. */
    private Optional<InputStream> findOnModulePath(String resource) throws IOException {
        if (modulePath.isEmpty()) {
            return Optional.empty();
        }
        Path[] entries = Arrays.stream(modulePath.split(File.pathSeparator)).map(Path::of).toArray(Path[]::new);
        Optional<ModuleReference> module = ModuleFinder.of(entries).find(MODULE);
        if (module.isEmpty()) {
            return Optional.empty();
        }
        try (ModuleReader reader = module.get().open(); InputStream in = reader.open(resource).orElse(null)) {
            return in == null ? Optional.empty() : Optional.of(new ByteArrayInputStream(in.readAllBytes()));
        }
    }

    /**
     * After {@code java -jar chainrule.jar} nothing else can be on the class path, but chainrule-mnist.jar lies beside.
     * In any other program that doesn't count: what lies beside in one machine's repository needn't do so in another's.
     */
    private Optional<InputStream> findBeside(String resource) throws IOException {
        if (own.isEmpty() || !own.get().toString().endsWith(".jar") || !isAll(own.get())) {
            return Optional.empty();
        }
        Path beside = own.get().resolveSibling(own.get().getFileName().toString().replaceFirst("\\.jar$",
                "-mnist.jar"));
        if (!Files.exists(beside)) {
            return Optional.empty();
        }
        try (JarFile jar = new JarFile(beside.toFile())) {
            JarEntry entry = jar.getJarEntry(resource);
            return entry == null ? Optional.empty()
                    : Optional.of(new ByteArrayInputStream(jar.getInputStream(entry).readAllBytes()));
        }
    }

    /** Whether it is all that is on the class path, where it may be called otherwise, such as {@code ./a.jar}. */
    private boolean isAll(Path jar) throws IOException {
        try {
            return Files.exists(Path.of(classPath)) && Files.isSameFile(Path.of(classPath), jar);
        } catch (InvalidPathException e) {
            return false;       // several entries, which no file can be called on this system
        }
    }

    /** The jar's manifest knows the version on the class path, the module descriptor on the module path. */
    private static String version() {
        String version = Mnist.class.getPackage().getImplementationVersion();
        if (version == null && Mnist.class.getModule().isNamed()) {
            version = Mnist.class.getModule().getDescriptor().rawVersion().orElse(null);
        }
        return version == null ? "${chainrule.version}" : version;
    }

    static String missing(String resource, String version) {
        return """
                MNIST isn't on the class path or module path: there is no %s.
                It has a jar of its own. With Maven, add

                    <dependency>
                        <groupId>io.github.chainrule</groupId>
                        <artifactId>chainrule</artifactId>
                        <version>%s</version>
                        <classifier>mnist</classifier>
                    </dependency>

                or read a folder of files that you have already with Mnist.read(Path).""".formatted(resource, version);
    }
}
