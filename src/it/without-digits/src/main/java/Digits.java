// SPDX-License-Identifier: Apache-2.0
import io.github.chainrule.data.Dataset;
import io.github.chainrule.mnist.Mnist;
import io.github.chainrule.mnist.Task;
import java.io.IOException;

final class Digits {
    static Dataset training() throws IOException {
        return Mnist.load().training(Task.pair(0, 1));
    }
}
