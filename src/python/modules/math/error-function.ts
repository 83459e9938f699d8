/** Coefficients of the rational approximations of fdlibm (Sun Microsystems 1993, s_erf.c), lowest power first. */
const small = {
  top: [0.12837916709551256, -0.3250421072470015, -0.02848174957559851, -0.005770270296489442, -2.3763016656650163e-05],
  bottom: [1, 0.39791722395915535, 0.0650222499887673, 0.005081306281875766, 0.00013249473800432164, -3.960228278775368e-06],
};
const nearOne = {
  top: [-0.0023621185607526594, 0.41485611868374833, -0.3722078760357013, 0.31834661990116175, -0.11089469428239668, 0.035478304325618236, -0.002166375594868791],
  bottom: [1, 0.10642088040084423, 0.540397917702171, 0.07182865441419627, 0.12617121980876164, 0.01363708391202905, 0.011984499846799107],
};
const middle = {
  top: [-0.009864944034847148, -0.6938585727071818, -10.558626225323291, -62.375332450326006, -162.39666946257347, -184.60509290671104, -81.2874355063066, -9.814329344169145],
  bottom: [1, 19.651271667439257, 137.65775414351904, 434.56587747522923, 645.3872717332679, 429.00814002756783, 108.63500554177944, 6.570249770319282, -0.0604244152148581],
};
const large = {
  top: [-0.0098649429247001, -0.799283237680523, -17.757954917754752, -160.63638485582192, -637.5664433683896, -1025.0951316110772, -483.5191916086514],
  bottom: [1, 30.33806074348246, 325.7925129965739, 1536.729586084437, 3199.8582195085955, 2553.0504064331644, 474.52854120695537, -22.44095244658582],
};
/** erf(1), in as many bits as a float has. */
const AT_ONE = 0.8450629115104675;

function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduceRight((sum, coefficient) => sum * x + coefficient, 0);
}

function ratio({ top, bottom }: { readonly top: readonly number[]; readonly bottom: readonly number[] }, x: number): number {
  return polynomial(top, x) / polynomial(bottom, x);
}

const view = new DataView(new ArrayBuffer(8));

/** A float without the lower half of its bits, so that its square is exact. */
function upperHalf(x: number): number {
  view.setFloat64(0, x);
  view.setUint32(4, 0);
  return view.getFloat64(0);
}

/** erfc(x) for x >= 1.25. */
function tail(x: number): number {
  const square = 1 / (x * x);
  const part = ratio(x < 1 / 0.35 ? middle : large, square);
  const high = upperHalf(x);
  return (Math.exp(-high * high - 0.5625) * Math.exp((high - x) * (high + x) + part)) / x;
}

/** The error function. */
export function erf(x: number): number {
  if (Number.isNaN(x)) return x;
  const size = Math.abs(x);
  const sign = x < 0 ? -1 : 1;
  if (size < 0.84375) return size < 2 ** -28 ? x + 0.1283791670955126 * x : x + x * ratio(small, x * x);
  if (size < 1.25) return sign * (AT_ONE + ratio(nearOne, size - 1));
  return size >= 6 ? sign : sign * (1 - tail(size));
}

/** 1 - erf(x), exact for large x. */
export function erfc(x: number): number {
  if (Number.isNaN(x)) return x;
  const size = Math.abs(x);
  if (size < 0.84375) {
    if (size < 2 ** -56) return 1 - x;
    const y = x * ratio(small, x * x);
    return x < 0.25 ? 1 - (x + y) : 0.5 - (x - 0.5 + y);
  }
  if (size < 1.25) {
    const part = ratio(nearOne, size - 1);
    return x >= 0 ? 1 - AT_ONE - part : 1 + (AT_ONE + part);
  }
  if (size >= 28 || x < -6) return x > 0 ? 0 : 2;
  return x > 0 ? tail(size) : 2 - tail(size);
}
