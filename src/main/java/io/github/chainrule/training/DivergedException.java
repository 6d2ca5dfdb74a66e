package io.github.chainrule.training;

/**
 * A number became NaN or infinite in training. The message says in which epoch, batch and layer, the likely cause and
 * what to try. The parameters are those from before the batch, unless the message says otherwise.
 */
public final class DivergedException extends ArithmeticException {

    private static final long serialVersionUID = 1;

    DivergedException(String message) {
        super(message);
    }
}
