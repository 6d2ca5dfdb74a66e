# SPDX-License-Identifier: Apache-2.0
"""A model that was saved here in PyTorch, and models from there. Started by src/check/run, between Torch.java's parts."""
import json
import os
import struct
import sys

import torch
from torch import nn

snippets = os.path.join(os.path.dirname(__file__), "../main/java/io/github/chainrule/file/snippet-files")
sys.path.insert(0, snippets)
sys.dont_write_bytecode = True
from read_safetensors import read  # noqa: E402  the reader that the documentation shows

folder = sys.argv[1]


def numbers(name, *shape):
    with open(os.path.join(folder, name), "rb") as file:
        return torch.frombuffer(bytearray(file.read()), dtype=torch.float64).reshape(shape)


def save_numbers(name, tensor):
    with open(os.path.join(folder, name), "wb") as file:
        file.write(tensor.detach().contiguous().numpy().tobytes())


def within(what, y, expected, most=1e-12):
    largest = (y - expected).abs().max().item()
    print("to PyTorch, %s: %d outputs, largest difference %.2g" % (what, y.numel(), largest))
    assert y.shape == expected.shape and largest <= most, "expected at most %g" % most


def write(path, state):
    """What save_file of the package safetensors writes; that package isn't in Debian."""
    header, data, offset = {"__metadata__": {"format": "pt"}}, b"", 0
    for name, tensor in state.items():
        raw = tensor.contiguous().numpy().tobytes()
        header[name] = {"dtype": {torch.float64: "F64", torch.float32: "F32"}[tensor.dtype],
                        "shape": list(tensor.shape), "data_offsets": [offset, offset + len(raw)]}
        data, offset = data + raw, offset + len(raw)
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + data)


def model_from_here():
    model = nn.Sequential(nn.Linear(784, 16), nn.ReLU(), nn.Linear(16, 1), nn.Sigmoid()).double()
    model.load_state_dict(read(os.path.join(folder, "here.safetensors")))
    return model


print("PyTorch " + torch.__version__)
x, t = numbers("here.x", -1, 784), numbers("here.t", -1, 1)
within("as it was saved", model_from_here()(x), numbers("here.y", -1, 1))
for name in "sgd", "adam", "weighted":
    model = model_from_here()
    optimizer = (torch.optim.SGD(model.parameters(), 0.01, momentum=0.9) if name == "sgd"
                 else torch.optim.Adam(model.parameters(), 0.001))
    for _ in range(20):
        optimizer.zero_grad()
        weights = 0.25 + 1.5 * t if name == "weighted" else None
        nn.functional.binary_cross_entropy(model(x), t, weight=weights).backward()
        optimizer.step()
    within("trained on with %s, 20 steps" % name, model(x), numbers("here-%s.y" % name, -1, 1))


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear1 = nn.Linear(5, 7)
        self.linear2 = nn.Linear(7, 3)

    def forward(self, x):
        return self.linear2(torch.tanh(self.linear1(x)))


torch.manual_seed(42)
x = torch.randn(64, 5, dtype=torch.float64)
for name, model in ("sequential", nn.Sequential(nn.Linear(5, 7), nn.Tanh(), nn.Linear(7, 3))), ("attributes", Net()):
    # The first in 32 bits, as PyTorch has it unless it is told otherwise.
    model = model if name == "sequential" else model.double()
    write(os.path.join(folder, name + ".safetensors"), model.state_dict())
    save_numbers(name + ".x", x)
    save_numbers(name + ".y", model.double()(x))
