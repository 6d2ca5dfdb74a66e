// SPDX-License-Identifier: Apache-2.0
package browser;

import org.teavm.model.BasicBlock;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformer;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.ElementModifier;
import org.teavm.model.Instruction;
import org.teavm.model.MethodHolder;
import org.teavm.model.instructions.MonitorEnterInstruction;
import org.teavm.model.instructions.MonitorExitInstruction;
import org.teavm.vm.spi.TeaVMHost;
import org.teavm.vm.spi.TeaVMPlugin;

/**
 * Takes away all monitors: the worker is one thread. Otherwise TeaVM prepares each method that may wait for one to be
 * interrupted anywhere, and the code is twice as large and slow.
 */
public final class OneThread implements TeaVMPlugin, ClassHolderTransformer {

    @Override
    public void install(TeaVMHost host) {
        host.add(this);
    }

    @Override
    public void transformClass(ClassHolder cls, ClassHolderTransformerContext context) {
        for (MethodHolder method : cls.getMethods()) {
            method.getModifiers().remove(ElementModifier.SYNCHRONIZED);
            if (method.hasProgram()) {
                method.getProgram().getBasicBlocks().forEach(OneThread::removeMonitors);
            }
        }
    }

    private static void removeMonitors(BasicBlock block) {
        Instruction next;
        for (Instruction i = block.getFirstInstruction(); i != null; i = next) {
            next = i.getNext();
            if (i instanceof MonitorEnterInstruction || i instanceof MonitorExitInstruction) {
                i.delete();
            }
        }
    }
}
