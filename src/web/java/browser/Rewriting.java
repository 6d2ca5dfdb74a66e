// SPDX-License-Identifier: Apache-2.0
package browser;

import java.util.Arrays;

import org.teavm.model.BasicBlock;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformer;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.ElementModifier;
import org.teavm.model.Instruction;
import org.teavm.model.MethodHolder;
import org.teavm.model.Variable;
import org.teavm.model.instructions.AssignInstruction;
import org.teavm.model.instructions.BinaryInstruction;
import org.teavm.model.instructions.BinaryOperation;
import org.teavm.model.instructions.DoubleConstantInstruction;
import org.teavm.model.instructions.GetElementInstruction;
import org.teavm.model.instructions.GetFieldInstruction;
import org.teavm.model.instructions.MonitorEnterInstruction;
import org.teavm.model.instructions.MonitorExitInstruction;
import org.teavm.model.instructions.NegateInstruction;
import org.teavm.model.instructions.NumericOperandType;
import org.teavm.model.util.DefinitionExtractor;
import org.teavm.vm.spi.TeaVMHost;
import org.teavm.vm.spi.TeaVMPlugin;

/**
 * What TeaVM's translation needs. It removes all monitors: the worker is one thread, and otherwise each method that
 * may wait for another one is prepared to be interrupted anywhere, twice as large and slow.
 *
 * <p>And it keeps the order of additions and multiplications: TeaVM 0.16.0 writes a + (b − c) as a + b − c, and
 * a · (b · c) as a · b · c, which rounds differently. So, where the second operand may be a sum or a product, a + b
 * becomes a − (−b) and a · b becomes (−a) · (−b), whose bits are the same; or the operands are swapped.
 */
public final class Rewriting implements TeaVMPlugin, ClassHolderTransformer {

    @Override
    public void install(TeaVMHost host) {
        host.add(this);
    }

    @Override
    public void transformClass(ClassHolder cls, ClassHolderTransformerContext context) {
        for (MethodHolder method : cls.getMethods()) {
            method.getModifiers().remove(ElementModifier.SYNCHRONIZED);
            if (method.hasProgram()) {
                method.getProgram().getBasicBlocks().forEach(Rewriting::rewrite);
            }
        }
    }

    private static void rewrite(BasicBlock block) {
        Instruction next;
        for (Instruction i = block.getFirstInstruction(); i != null; i = next) {
            next = i.getNext();
            if (i instanceof MonitorEnterInstruction || i instanceof MonitorExitInstruction) {
                i.delete();
            } else if (i instanceof BinaryInstruction binary && binary.getOperandType() == NumericOperandType.DOUBLE
                    && (binary.getOperation() == BinaryOperation.ADD
                    || binary.getOperation() == BinaryOperation.MULTIPLY)) {
                group(binary, binary.getOperation() == BinaryOperation.ADD);
            }
        }
    }

    private static void group(BinaryInstruction binary, boolean sum) {
        Variable first = binary.getFirstOperand();
        Variable second = binary.getSecondOperand();
        if (standsAlone(binary, second, sum)) {
            return;
        }
        if (standsAlone(binary, first, sum)) {
            binary.setFirstOperand(second);
            binary.setSecondOperand(first);
            return;
        }
        BinaryInstruction grouped = new BinaryInstruction(sum ? BinaryOperation.SUBTRACT : BinaryOperation.MULTIPLY,
                NumericOperandType.DOUBLE);
        grouped.setFirstOperand(sum ? first : negated(binary, first));
        grouped.setSecondOperand(negated(binary, second));
        grouped.setReceiver(binary.getReceiver());
        grouped.setLocation(binary.getLocation());
        binary.insertPrevious(grouped);
        binary.delete();
    }

    private static Variable negated(BinaryInstruction binary, Variable operand) {
        NegateInstruction negation = new NegateInstruction(NumericOperandType.DOUBLE);
        negation.setOperand(operand);
        negation.setReceiver(binary.getProgram().createVariable());
        binary.insertPrevious(negation);
        return negation.getReceiver();
    }

    /** Whether a variable is certainly not a sum in a sum, or a product in a product. */
    private static boolean standsAlone(BinaryInstruction use, Variable variable, boolean sum) {
        Variable wanted = variable;
        for (Instruction i = use.getPrevious(); i != null; i = i.getPrevious()) {
            if (i instanceof AssignInstruction assign && assign.getReceiver() == wanted) {
                wanted = assign.getAssignee();
            } else if (i instanceof BinaryInstruction binary && binary.getReceiver() == wanted) {
                boolean additive = binary.getOperation() == BinaryOperation.ADD
                        || binary.getOperation() == BinaryOperation.SUBTRACT;
                return additive != sum;
            } else if (i instanceof GetElementInstruction get && get.getReceiver() == wanted
                    || i instanceof GetFieldInstruction field && field.getReceiver() == wanted
                    || i instanceof DoubleConstantInstruction constant && constant.getReceiver() == wanted
                    || i instanceof NegateInstruction negation && negation.getReceiver() == wanted) {
                return true;
            } else if (defines(i, wanted)) {
                return false;
            }
        }
        return false;
    }

    private static boolean defines(Instruction i, Variable variable) {
        DefinitionExtractor extractor = new DefinitionExtractor();
        i.acceptVisitor(extractor);
        return Arrays.asList(extractor.getDefinedVariables()).contains(variable);
    }
}
