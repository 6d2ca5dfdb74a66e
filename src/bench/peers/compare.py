#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""All of them in turn on this machine, and a table of medians with ratios.

  mvn -q -Pbench test-compile && src/bench/peers/compare.py [--java JAVA_HOME ...] [--rounds 5] [--wide | --sweep]

The main job: 784-16-1, even against odd, 60,000 images, batches of 64, on one thread each (Chainrule reads its batches
on a second one). --wide: 784-512-512-10, batches of 128, with 1 thread and with all of them. --sweep: how an epoch's
time grows with the hidden size, the batch size and the number of images. Needs numpy, scikit-learn and torch (Debian:
python3-sklearn and python3-torch), a C compiler, and Maven for the natives of a current PyTorch, which run through DJL.
"""
import argparse
import functools
import gzip
import os
import pathlib
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[3]
PEERS = ROOT / "src/bench/peers"
DATA = ROOT / "src/mnist/resources/META-INF/mnist"
PRECISIONS = ("float", []), ("double", ["--double"])
CLASSES = f"{ROOT}/target/classes:{ROOT}/target/test-classes"

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("--java", nargs="+", default=[""], metavar="JAVA_HOME", help="the JDKs to run")
parser.add_argument("--python", default=sys.executable, help="the Python that has scikit-learn and torch")
parser.add_argument("--rounds", type=int, default=5)
parser.add_argument("--wide", action="store_true")
parser.add_argument("--sweep", action="store_true")
parser.add_argument("--no-djl", action="store_true", help="without PyTorch's natives through DJL")
parser.add_argument("--html", action="store_true", help="rows for an HTML table")
args = parser.parse_args()


def processor():
    """Its name, and the numbers that tell one kind from another of the same name."""
    cpuinfo = pathlib.Path("/proc/cpuinfo")
    if not cpuinfo.exists():
        return platform.processor()
    found = dict(re.findall(r"^(model name|cpu family|model)\s*: (.*)$", cpuinfo.read_text(), re.MULTILINE))
    return ", ".join(f"{key} {found[key]}" for key in ("model name", "cpu family", "model") if key in found)


def compile_c(folder):
    subprocess.run(["cc", "-O3", "-march=native", "-ffp-contract=fast", "-o", f"{folder}/mnist", PEERS / "mnist.c",
                    "-lm"], check=True)
    for packed in DATA.glob("*.gz"):
        with gzip.open(packed) as source, open(f"{folder}/{packed.stem}", "wb") as target:
            shutil.copyfileobj(source, target)
    return [f"{folder}/mnist", folder]


def java(home, flags, main, *arguments):
    command = f"{home}/bin/java" if home else "java"
    return [command, "-XX:+UseSerialGC", *flags, "-cp", CLASSES, f"io.github.chainrule.{main}", *arguments]


def python(program, *arguments):
    return [args.python, str(PEERS / program), str(DATA), *arguments]


@functools.cache
def djl_classpath():
    """PyTorch's natives, from Maven Central, and DJL, which calls them."""
    path = ROOT / "target/djl.classpath"
    if subprocess.run(["mvn", "-B", "-q", "-f", PEERS / "djl", "dependency:build-classpath",
                       f"-Dmdep.outputFile={path}"]).returncode:
        sys.exit("DJL can't be fetched here: --no-djl leaves it out")
    return path.read_text().strip()


def djl(*arguments):
    return [f"{args.java[0]}/bin/java" if args.java[0] else "java", "-XX:+UseSerialGC", "-cp", djl_classpath(),
            str(PEERS / "djl/Djl.java"), str(DATA), *arguments]


def run(command, threads):
    """Wall seconds, peak megabytes, and what was printed."""
    env = dict(os.environ, OMP_NUM_THREADS=str(threads), OPENBLAS_NUM_THREADS=str(threads),
               DJL_CACHE_DIR=str(ROOT / "target/djl"))
    start = time.perf_counter()
    process = subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    text = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"failed: {' '.join(map(str, command))}")
    return time.perf_counter() - start, usage.ru_maxrss / 1024, text


def figures(text):
    epochs = [float(e) for e in re.search(r"epochs ([\d. ]+) s", text)[1].split()]
    prediction = re.search(r"prediction ([\d.]+) us", text)
    return {"epoch": statistics.median(epochs[len(epochs) // 2:]),
            "predict": float(prediction[1]) if prediction else None}


def compare(programs, columns):
    """programs: name -> (threads, command for warm epochs, command for the whole process or None)."""
    measured = {name: [] for name in programs}
    for number in range(args.rounds):
        for name, (threads, warm, whole) in programs.items():
            print(f"\r\033[Kround {number + 1}/{args.rounds}: {name}", end="", file=sys.stderr, flush=True)
            row = figures(run(warm, threads)[2])
            if whole:
                row["process"], row["peak"], _ = run(whole, threads)
            measured[name].append(row)
    print("\r\033[K", end="", file=sys.stderr)
    medians = {name: {c: statistics.median(values) for c in columns
                      if (values := [row[c] for row in rows if row.get(c) is not None])}
               for name, rows in measured.items()}
    base = next(iter(medians.values()))
    if args.html:
        for name, row in medians.items():
            print(f' *     <tr><th scope="row">{name}</th>'
                  + "".join(f"<td>{row[c]:.3f}</td>" if c in row else "<td></td>" for c in columns) + "</tr>")
        return
    heads = {"epoch": "epoch s", "process": "process s", "peak": "peak MB", "predict": "predict us"}
    print(f"{'':34}" + "".join(f"{heads[c]:>12}{'ratio':>8}" for c in columns))
    for name, row in medians.items():
        print(f"{name:34}" + "".join(f"{row[c]:>12.3f}{row[c] / base[c]:>8.2f}" if c in row else " " * 20
                                     for c in columns))


def job(*arguments):
    return "bench.MainJob", *arguments


def main_job(folder):
    programs = {}
    for home in args.java:
        version = subprocess.run([f"{home}/bin/java" if home else "java", "-version"], capture_output=True,
                                 text=True).stderr.split('"')[1]
        for name, flags in (("SIMD", ["--add-modules", "jdk.incubator.vector"]), ("scalar", [])):
            programs[f"Chainrule, {name}, Java {version}"] = (
                1, java(home, flags, *job("--epochs", "24")),
                java(home, ["-Xmn16m", "-Xms40m", *flags], "walkthrough.BinaryMnist", "--task", "even", "--quiet"))
    programs["C, double"] = 1, [*compile_c(folder), "6"], [*compile_c(folder), "3"]
    for peer in ("sklearn", "pytorch"):
        for precision, flags in PRECISIONS:
            programs[f"{peer}, {precision}"] = (1, python(f"{peer}_mnist.py", "--epochs", "6", *flags),
                                                python(f"{peer}_mnist.py", "--no-predictions", *flags))
    if not args.no_djl:
        for precision, flags in PRECISIONS:
            programs[f"pytorch through DJL, {precision}"] = 1, djl("--epochs", "8", *flags), None
    compare(programs, ["epoch", "process", "peak", "predict"])


def wide():
    shape = ["--hidden", "512,512", "--batch", "128", "--ten", "--epochs", "3"]
    programs = {}
    for threads in sorted({1, os.cpu_count()}):
        flags = ["--add-modules", "jdk.incubator.vector", f"-Dchainrule.threads={threads}"]
        programs[f"Chainrule, threads: {threads}"] = threads, java(args.java[0], flags, *job(*shape)), None
        for precision, option in PRECISIONS:
            programs[f"pytorch, {precision}, threads: {threads}"] = (
                threads, python("pytorch_mnist.py", *shape, *option), None)
            if not args.no_djl:
                programs[f"pytorch through DJL, {precision}, threads: {threads}"] = (
                    threads, djl(*shape, *option), None)
    compare(programs, ["epoch", "predict"])


def sweep():
    flags = ["--add-modules", "jdk.incubator.vector"]
    for name, option, sizes in (("hidden", "--hidden", (16, 64, 256, 1024)), ("batch", "--batch", (16, 64, 256, 1024)),
                                ("images", "--images", (15000, 30000, 60000))):
        for size in sizes:
            print(f"{name} {size}:")
            shape = [option, str(size), "--epochs", "3"]
            compare({"Chainrule, double": (1, java(args.java[0], flags, *job(*shape)), None),
                     "sklearn, float": (1, python("sklearn_mnist.py", *shape), None),
                     "pytorch, float": (1, python("pytorch_mnist.py", *shape), None),
                     "pytorch, double": (1, python("pytorch_mnist.py", *shape, "--double"), None)}, ["epoch"])


print(f"{processor()}; {os.cpu_count()} of them")
if args.wide:
    wide()
elif args.sweep:
    sweep()
else:
    with tempfile.TemporaryDirectory() as folder:
        main_job(folder)
