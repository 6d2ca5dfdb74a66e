#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The lecture's program, as the chapter BinaryMnist shows and explains it.

It runs with only PyTorch, too: if Lightning or torchmetrics isn't installed, the few lines below stand in for it, and
show what it does. Prints the test accuracy, and fails if that is below 0.99. Run it in the project's folder; it reads MNIST from
src/mnist.
"""
import gzip
import sys
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

try:
    from torchmetrics.classification import BinaryAccuracy
except ImportError:
    class BinaryAccuracy(nn.Module):
        def forward(self, p, labels):
            return ((p > 0.5) == (labels == 1)).float().mean()

try:
    import lightning as L
except ImportError:
    class L:
        class LightningModule(nn.Module):
            def log(self, name, value):
                self.logged = getattr(self, "logged", {})
                self.logged.setdefault(name, []).append(float(value))

        class Trainer:
            def __init__(self, max_epochs):
                self.max_epochs = max_epochs

            def fit(self, model, batches):
                optimizer = model.configure_optimizers()
                for _ in range(self.max_epochs):
                    for index, batch in enumerate(batches):
                        loss = model.training_step(batch, index)
                        optimizer.zero_grad()
                        loss.backward()
                        optimizer.step()

            def test(self, model, batches):
                with torch.no_grad():
                    for index, batch in enumerate(batches):
                        model.test_step(batch, index)
                for name, values in model.logged.items():
                    if name.startswith("test"):
                        self.callback_metrics = {name: sum(values) / len(values)}
                        print(f"{name} {sum(values) / len(values):.4f}")


class MLPClassifier(L.LightningModule):

    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(784, 16)
        self.output = nn.Linear(16, 1)
        self.accuracy = BinaryAccuracy()

    def forward(self, images):
        x = images.view(-1, 784)
        x = F.relu(self.hidden(x))
        x = F.sigmoid(self.output(x))
        return x.squeeze(1)

    def training_step(self, batch, batch_index):
        images, labels = batch
        p = self(images)
        loss = F.binary_cross_entropy(p, labels.float())
        self.log("train_loss", loss)
        self.log("train_accuracy", self.accuracy(p, labels))
        return loss

    def test_step(self, batch, batch_index):
        images, labels = batch
        p = self(images)
        loss = F.binary_cross_entropy(p, labels.float())
        self.log("test_loss", loss)
        self.log("test_accuracy", self.accuracy(p, labels))
        return loss

    def configure_optimizers(self):
        return torch.optim.Adam(self.parameters(), lr=0.001)


def digits(part):
    """Images (n x 28 x 28, from 0 to 1) and labels of the digits 0 and 1."""
    folder = Path("src/mnist/resources/META-INF/mnist")
    images = gzip.open(folder / f"{part}-images-idx3-ubyte.gz").read()[16:]
    labels = gzip.open(folder / f"{part}-labels-idx1-ubyte.gz").read()[8:]
    images = torch.frombuffer(bytearray(images), dtype=torch.uint8).view(-1, 28, 28) / 255
    labels = torch.frombuffer(bytearray(labels), dtype=torch.uint8)
    return TensorDataset(images[labels <= 1], labels[labels <= 1])


def main():
    train = digits("train")
    test = digits("t10k")
    torch.manual_seed(42)
    model = MLPClassifier()
    trainer = L.Trainer(max_epochs=3)
    trainer.fit(model, DataLoader(train, batch_size=64, shuffle=True))
    trainer.test(model, DataLoader(test, batch_size=64))
    sys.exit(float(trainer.callback_metrics["test_accuracy"]) < 0.99)


if __name__ == "__main__":
    main()
