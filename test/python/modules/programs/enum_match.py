from enum import Enum, member, nonmember
class Op(Enum):
    ADD = '+'
    SUB = '-'
    limit = nonmember(10)
def apply(op, a, b):
    match op:
        case Op.ADD:
            return a + b
        case Op.SUB:
            return a - b
print(apply(Op.ADD, 1, 2), apply(Op.SUB, 1, 2), list(Op), Op.limit)
import copy
print(copy.deepcopy([Op.ADD])[0] is Op.ADD, Op.ADD.__class__, Op._member_names_)
