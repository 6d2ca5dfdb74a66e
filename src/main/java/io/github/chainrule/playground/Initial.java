// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.playground;

import io.github.chainrule.layer.Initializer;

/** Where the weights begin. */
enum Initial {

    UNIFORM("Initializer.uniform()", Initializer.uniform()),
    HE("Initializer.he()", Initializer.he()),
    GLOROT("Initializer.glorot()", Initializer.glorot()),
    /** All neurons of a layer alike, for ever. */
    ZERO("Initializer.constant(0)", Initializer.constant(0));

    final String code;
    final Initializer initializer;

    Initial(String code, Initializer initializer) {
        this.code = code;
        this.initializer = initializer;
    }
}
