// SPDX-License-Identifier: Apache-2.0
module tables {
    requires io.github.chainrule;
}
