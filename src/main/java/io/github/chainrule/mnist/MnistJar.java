// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.mnist;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files of MNIST in their own jar, wherever on the class path or module path it is.
 *
 * @param own     where this class comes from, if that is a file or a folder
 * @param loaders also the caller's own, which isn't that of the thread that reads
 */
record MnistJar(String modulePath, String classPath, Optional<Path> own, List<ClassLoader> loaders)
        implements IdxSource {

    private static final String FOLDER = "META-INF/mnist/";
    private static final String MODULE = "io.github.chainrule.mnist";

    /** The files for this program. */
    MnistJar() {
        this(System.getProperty("jdk.module.path", ""), System.getProperty("java.class.path", ""), place(),
                Stream.of(Mnist.class.getClassLoader(), ClassLoader.getSystemClassLoader(),
                Thread.currentThread().getContextClassLoader()).filter(Objects::nonNull).toList());
    }

    private static Optional<Path> place() {
        CodeSource source = Mnist.class.getProtectionDomain().getCodeSource();
        try {
            return source == null ? Optional.empty() : Optional.of(Path.of(source.getLocation().toURI()));
        } catch (URISyntaxException | FileSystemNotFoundException | IllegalArgumentException e) {
            return Optional.empty();    // it doesn't come from a file, so nothing lies beside it
        }
    }

    @Override
    public IdxStream open(String name) throws IOException {
        String resource = FOLDER + name + ".gz";
        return IdxStream.open(resource, find(resource)
                .orElseThrow(() -> new FileNotFoundException(missing(resource, version()))));
    }

    private Optional<InputStream> find(String resource) throws IOException {
        for (ClassLoader loader : loaders) {
            InputStream in = loader.getResourceAsStream(resource);
            if (in != null) {
                return Optional.of(in);
            }
        }
        Optional<ModuleReference> module = ModuleFinder.of(places().toArray(Path[]::new)).find(MODULE);
        if (module.isEmpty()) {
            return Optional.empty();
        }
        try (ModuleReader reader = module.get().open(); InputStream in = reader.open(resource).orElse(null)) {
            return in == null ? Optional.empty() : Optional.of(new ByteArrayInputStream(in.readAllBytes()));
        }
    }

    /**
     * Where the jar may be that no class loader sees: on the module path, if no module requires it; and beside
     * chainrule.jar after {@code java -jar chainrule.jar}, when nothing else can be on the class path. In any other
     * program that doesn't count: what lies beside it in one machine's repository may be missing in another's.
     */
    private List<Path> places() throws IOException {
        List<Path> places = new ArrayList<>();
        if (!modulePath.isEmpty()) {
            Stream.of(modulePath.split(File.pathSeparator)).map(Path::of).forEach(places::add);
        }
        if (own.isPresent() && own.get().toString().endsWith(".jar") && isAll(own.get())) {
            places.add(Path.of(own.get().toString().replaceFirst("\\.jar$", "-mnist.jar")));
        }
        return places;
    }

    /** Whether it is all that is on the class path, perhaps under another name, such as {@code ./a.jar}. */
    private boolean isAll(Path jar) throws IOException {
        try {
            return Files.exists(Path.of(classPath)) && Files.isSameFile(Path.of(classPath), jar);
        } catch (InvalidPathException e) {
            return false;       // several entries, which no file can be called on this system
        }
    }

    /** The jar's manifest knows the version on the class path, the module descriptor on the module path. */
    private static String version() {
        return Optional.ofNullable(Mnist.class.getPackage().getImplementationVersion())
                .or(() -> Optional.ofNullable(Mnist.class.getModule().getDescriptor())
                        .flatMap(ModuleDescriptor::rawVersion)).orElse("${chainrule.version}");
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
