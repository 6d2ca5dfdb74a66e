#!/usr/bin/env python3
"""The main job in PyTorch: 784-16-1, even against odd, Adam 0.001, batches of 64.

pytorch_mnist.py DATA [--double] [--epochs 3] [--hidden 16] [--batch 64] [--threads 1] [--ten]

DATA holds MNIST as gzipped IDX files. Batches are slices of a shuffled tensor, which is faster than the DataLoader.
Prints the seconds of each epoch, the test accuracy and the peak memory.
"""
import argparse
import gzip
import os
import resource
import time

import numpy as np
import torch
from torch import nn


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
parser.add_argument("--threads", type=int, default=1)
parser.add_argument("--ten", action="store_true")
args = parser.parse_args()

torch.set_num_threads(args.threads)
torch.manual_seed(42)
dtype = torch.float64 if args.double else torch.float32
torch.set_default_dtype(dtype)


def target(path):
    t = torch.from_numpy(labels(path).astype(np.int64))
    return t if args.ten else (t % 2 == 0).to(dtype).unsqueeze(1)


start = time.perf_counter()
x = torch.from_numpy(images(os.path.join(args.data, "train-images-idx3-ubyte.gz")).copy()).to(dtype) / 255
t = target(os.path.join(args.data, "train-labels-idx1-ubyte.gz"))
test_x = torch.from_numpy(images(os.path.join(args.data, "t10k-images-idx3-ubyte.gz")).copy()).to(dtype) / 255
test_t = target(os.path.join(args.data, "t10k-labels-idx1-ubyte.gz"))
read = time.perf_counter() - start

layers, size = [], 784
for hidden in args.hidden:
    layers += [nn.Linear(size, hidden), nn.ReLU()]
    size = hidden
layers += [nn.Linear(size, 10)] if args.ten else [nn.Linear(size, 1), nn.Sigmoid()]
model = nn.Sequential(*layers)
loss = nn.CrossEntropyLoss() if args.ten else nn.BCELoss()
optimizer = torch.optim.Adam(model.parameters(), lr=0.001)

epochs = []
for _ in range(args.epochs):
    begin = time.perf_counter()
    order = torch.randperm(len(x))
    for i in range(0, len(x), args.batch):
        rows = order[i:i + args.batch]
        optimizer.zero_grad()
        loss(model(x[rows]), t[rows]).backward()
        optimizer.step()
    epochs.append(time.perf_counter() - begin)

with torch.no_grad():
    y = model(test_x)
    right = y.argmax(1) == test_t if args.ten else (y > 0.5) == (test_t > 0.5)
    accuracy = right.double().mean().item()
    begin = time.perf_counter()
    for i in range(1000):
        model(test_x[i:i + 1])
    prediction = (time.perf_counter() - begin) / 1000

print(f"read {read:.3f} s, epochs {' '.join(f'{e:.3f}' for e in epochs)} s, accuracy {accuracy:.4f},"
      f" prediction {prediction * 1e6:.1f} us, peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")
