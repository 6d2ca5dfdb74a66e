#!/usr/bin/env python3
"""The main job in scikit-learn: 784-16-1, even against odd, Adam 0.001, batches of 64.

sklearn_mnist.py DATA [--double] [--epochs 3] [--hidden 16] [--batch 64]

DATA holds MNIST as gzipped IDX files. Prints the seconds of each epoch, the test accuracy and the peak memory.
"""
import argparse
import gzip
import os
import resource
import time
import warnings

import numpy as np
from sklearn.neural_network import MLPClassifier


def images(path):
    with gzip.open(path) as f:
        return np.frombuffer(f.read(), np.uint8, offset=16).reshape(-1, 784)


def labels(path):
    with gzip.open(path) as f:
        return np.frombuffer(f.read(), np.uint8, offset=8)


parser = argparse.ArgumentParser()
parser.add_argument("data")
parser.add_argument("--double", action="store_true")
parser.add_argument("--epochs", type=int, default=3)
parser.add_argument("--hidden", type=int, nargs="+", default=[16])
parser.add_argument("--batch", type=int, default=64)
parser.add_argument("--ten", action="store_true")
args = parser.parse_args()

start = time.perf_counter()
dtype = np.float64 if args.double else np.float32
x = images(os.path.join(args.data, "train-images-idx3-ubyte.gz")).astype(dtype) / 255
t = labels(os.path.join(args.data, "train-labels-idx1-ubyte.gz"))
test_x = images(os.path.join(args.data, "t10k-images-idx3-ubyte.gz")).astype(dtype) / 255
test_t = labels(os.path.join(args.data, "t10k-labels-idx1-ubyte.gz"))
if not args.ten:
    t, test_t = t % 2 == 0, test_t % 2 == 0
read = time.perf_counter() - start

warnings.simplefilter("ignore")     # stopping after one epoch is no failure to converge
model = MLPClassifier(tuple(args.hidden), batch_size=args.batch, learning_rate_init=0.001, alpha=0, max_iter=1,
                      random_state=42, warm_start=True)
epochs = []
for _ in range(args.epochs):
    begin = time.perf_counter()
    model.fit(x, t)
    epochs.append(time.perf_counter() - begin)
accuracy = (model.predict(test_x) == test_t).mean()

begin = time.perf_counter()
for i in range(1000):
    model.predict_proba(test_x[i:i + 1])
prediction = (time.perf_counter() - begin) / 1000

print(f"read {read:.3f} s, epochs {' '.join(f'{e:.3f}' for e in epochs)} s, accuracy {accuracy:.4f},"
      f" prediction {prediction * 1e6:.1f} us, peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")
