module consumer {
    requires io.github.chainrule;
}
