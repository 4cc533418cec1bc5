package io.tutti.bench;

/**
 * Reads what the benchmark needs out of one message's bytes without parsing JSON: its type, its {@code seq},
 * and every {@code "p<digits>":<number>} member, string that begins with {@code p<digits>=<number>}, and element id
 * {@code "id":[<number>,"p<digits>"]}.
 *
 * <p>A number may be written as an integer, with a fraction or with an exponent. Escapes inside strings are
 * not interpreted; no string that this benchmark causes contains a quotation mark.
 *
 * <p>Confined to the reactor thread that owns it.
 */
final class BroadcastScan {

  /** What a message is to the benchmark. */
  enum Kind { SHOWN, JOINED, REFUSED, ERROR, ANSWER, EVENT }

  /** Receives the parameters of one message in the order they stand in it. */
  @FunctionalInterface
  interface Parameters {
    /**
     * Takes one parameter.
     *
     * @param sender the digits of the parameter's name
     * @param value its value, rounded to a whole number; -1 where it is none
     */
    void parameter(int sender, long value);
  }

  private static final long[] TENS = new long[19];
  private static final byte[] TYPE = Bytes.ascii("\"type\":");
  private static final byte[] SEQ = Bytes.ascii("\"seq\"");
  private static final byte[] ID = Bytes.ascii("\"id\":[");

  static {
    TENS[0] = 1;
    for (int i = 1; i < TENS.length; i++) {
      TENS[i] = TENS[i - 1] * 10;
    }
  }

  private final byte[] shown;
  private long seq;
  private int cursor;

  /** {@code shown}: how the type begins of the messages that count. */
  BroadcastScan(String shown) {
    this.shown = Bytes.ascii('"' + shown);
  }

  /** The first {@code seq} of the message last read by {@link #read}, or -1 where there was none. */
  long seq() {
    return seq;
  }

  /** Says what the message in {@code bytes[from, to)} is. */
  Kind kind(byte[] bytes, int from, int to) {
    int at = Bytes.indexOf(bytes, from, to, TYPE);
    if (at < 0) {
      return Kind.EVENT;
    }
    at = skipSpace(bytes, at + TYPE.length, to);
    if (Bytes.startsWith(bytes, at, to, shown)) {
      return Kind.SHOWN;
    }
    if (Bytes.startsWith(bytes, at, to, "\"auth:success\"")) {
      return Kind.JOINED;
    }
    if (Bytes.startsWith(bytes, at, to, "\"auth:failed\"")) {
      return Kind.REFUSED;
    }
    if (refusal(bytes, at, to)) {
      return Kind.ERROR;
    }
    return directAnswer(bytes, at, to) ? Kind.ANSWER : Kind.EVENT;
  }

  private static boolean refusal(byte[] bytes, int at, int to) {
    return Bytes.startsWith(bytes, at, to, "\"error\"")
        || Bytes.startsWith(bytes, at, to, "\"story:failed\"")
        || Bytes.startsWith(bytes, at, to, "\"doc:stale\"");
  }

  /** Direct answers carry the log's end as their {@code seq}, so they have no place in the series of events. */
  private static boolean directAnswer(byte[] bytes, int at, int to) {
    return Bytes.startsWith(bytes, at, to, "\"ack\"")
        || Bytes.startsWith(bytes, at, to, "\"pong\"")
        || Bytes.startsWith(bytes, at, to, "\"session:state\"")
        || Bytes.startsWith(bytes, at, to, "\"conflict:detected\"");
  }

  /** Reads {@code seq} and hands every {@code p<digits>} member of {@code bytes[from, to)} to {@code sink}. */
  void read(byte[] bytes, int from, int to, Parameters sink) {
    seq = -1;
    int at = from;
    while (at < to) {
      if (bytes[at++] != '"' || at + 3 >= to) {
        continue;
      }
      byte first = bytes[at];
      if (first == 's' && seq < 0 && Bytes.startsWith(bytes, at - 1, to, SEQ)) {
        at = readSeq(bytes, at + SEQ.length - 1, to);
      } else if (first == 'i' && Bytes.startsWith(bytes, at - 1, to, ID)) {
        at = readElement(bytes, at + ID.length - 1, to, sink);
      } else if (first == 'p' && isDigit(bytes[at + 1])) {
        at = readParameter(bytes, at + 1, to, sink);
      }
    }
  }

  private int readSeq(byte[] bytes, int from, int to) {
    int at = afterColon(bytes, from, to);
    if (at < 0) {
      return from;
    }
    seq = number(bytes, at, to);
    return cursor;
  }

  private int readParameter(byte[] bytes, int from, int to, Parameters sink) {
    int sender = digits(bytes, from, to);
    int at = cursor;
    int value = at >= to ? -1 : bytes[at] == '=' ? at + 1 : bytes[at] == '"' ? afterColon(bytes, at + 1, to) : -1;
    if (value < 0) {
      return at;
    }
    sink.parameter(sender, number(bytes, value, to));
    return cursor;
  }

  /** The id of an element that somebody typed: its number is the value, its replica the sender. */
  private int readElement(byte[] bytes, int from, int to, Parameters sink) {
    long value = number(bytes, from, to);
    int at = cursor;
    if (!Bytes.startsWith(bytes, at, to, ",\"p")) {
      return at;
    }
    sink.parameter(digits(bytes, at + 3, to), value);
    return cursor;
  }

  /** Reads at most six digits; leaves {@code cursor} behind them. */
  private int digits(byte[] bytes, int from, int to) {
    int number = 0;
    int at = from;
    while (at < to && isDigit(bytes[at]) && at - from < 6) {
      number = number * 10 + bytes[at++] - '0';
    }
    cursor = at;
    return number;
  }

  private static int afterColon(byte[] bytes, int from, int to) {
    int at = skipSpace(bytes, from, to);
    return at < to && bytes[at] == ':' ? skipSpace(bytes, at + 1, to) : -1;
  }

  /** Reads a non-negative JSON number at {@code from}; leaves {@code cursor} behind it. */
  private long number(byte[] bytes, int from, int to) {
    long mantissa = 0;
    int scale = 0;
    int digits = 0;
    boolean fraction = false;
    int at = from;
    for (; at < to; at++) {
      byte b = bytes[at];
      if (b == '.' && !fraction) {
        fraction = true;
      } else if (isDigit(b)) {
        if (digits < 18) {
          mantissa = mantissa * 10 + b - '0';
          digits += mantissa == 0 ? 0 : 1;
          scale -= fraction ? 1 : 0;
        } else {
          scale += fraction ? 0 : 1;
        }
      } else {
        break;
      }
    }
    if (at == from) {
      cursor = at;
      return -1;
    }
    return scaled(mantissa, scale + exponent(bytes, at, to));
  }

  private int exponent(byte[] bytes, int from, int to) {
    cursor = from;
    if (from >= to || (bytes[from] | 0x20) != 'e') {
      return 0;
    }
    int at = from + 1;
    boolean negative = at < to && bytes[at] == '-';
    at += at < to && (bytes[at] == '-' || bytes[at] == '+') ? 1 : 0;
    int exponent = 0;
    while (at < to && isDigit(bytes[at]) && exponent < 1000) {
      exponent = exponent * 10 + bytes[at++] - '0';
    }
    cursor = at;
    return negative ? -exponent : exponent;
  }

  private static long scaled(long mantissa, int scale) {
    if (scale == 0 || mantissa == 0) {
      return mantissa;
    }
    if (scale < 0) {
      return -scale < TENS.length ? (mantissa + TENS[-scale] / 2) / TENS[-scale] : 0;
    }
    return scale < TENS.length && mantissa <= Long.MAX_VALUE / TENS[scale] ? mantissa * TENS[scale] : -1;
  }

  private static int skipSpace(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && bytes[at] == ' ') {
      at++;
    }
    return at;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }
}
