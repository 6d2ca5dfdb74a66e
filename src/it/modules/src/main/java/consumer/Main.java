// SPDX-License-Identifier: Apache-2.0
package consumer;

import io.github.chainrule.matrix.Backend;
import io.github.chainrule.mnist.Mnist;
import io.github.chainrule.mnist.Task;
import java.io.IOException;

final class Main {

    private Main() {
    }

    public static void main(String[] args) throws IOException {
        System.out.println("modules: " + Mnist.load().training(Task.pair(0, 1)) + "; " + Backend.description());
    }
}
