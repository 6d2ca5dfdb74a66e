# SPDX-License-Identifier: Apache-2.0
"""What the Python peers share: the arguments of the main job, its data, and the line they print."""
import argparse
import gzip
import os
import time

import numpy as np


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("data", help="folder with MNIST as gzipped IDX files")
    parser.add_argument("--double", action="store_true", help="64-bit floats instead of 32-bit ones")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--hidden", default="16", help="as in 512,512")
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--images", type=int, default=60000, help="how many training images")
    parser.add_argument("--ten", action="store_true", help="ten classes instead of even against odd")
    parser.add_argument("--no-predictions", action="store_true", help="don't time single predictions in the end")
    args = parser.parse_args()
    args.hidden = [int(size) for size in args.hidden.split(",")]
    return args


def read(args, part):
    """Pixels from 0 to 1, and targets: the digit, or whether it is even."""
    with gzip.open(os.path.join(args.data, part + "-images-idx3-ubyte.gz")) as f:
        pixels = np.frombuffer(f.read(), np.uint8, offset=16).reshape(-1, 784)
    with gzip.open(os.path.join(args.data, part + "-labels-idx1-ubyte.gz")) as f:
        digits = np.frombuffer(f.read(), np.uint8, offset=8)
    if part == "train":
        pixels, digits = pixels[:args.images], digits[:args.images]
    x = pixels.astype(np.float64 if args.double else np.float32) / 255
    return x, digits.astype(np.int64) if args.ten else digits % 2 == 0


def predictions(args, predict):
    """Seconds of a single one, if wanted."""
    return None if args.no_predictions else seconds(predict, 1000)


def seconds(action, times=1):
    start = time.perf_counter()
    for i in range(times):
        action(i)
    return (time.perf_counter() - start) / times


def report(epochs, accuracy, prediction):
    print(f"epochs {' '.join(f'{e:.4f}' for e in epochs)} s, accuracy {accuracy:.4f}"
          + (f", prediction {prediction * 1e6:.2f} us" if prediction else ""))
