package io.tutti.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One joined user: its socket, its place in the room, what it has received. Confined to its reactor thread
 * once it was adopted; before that to the thread that opened it.
 */
final class Connection implements FrameReader.Messages, BroadcastScan.Parameters {

  /** What a peer that does not read may leave here, in bytes; more breaks the connection. */
  private static final int MAX_PENDING = 1 << 20;

  final SocketChannel channel;
  final Room room;
  final int user;
  final DeliveryLedger ledger;
  private final Reactor reactor;
  private final FrameReader frames = new FrameReader();
  private final Script script;
  private final Script cursor;
  private final byte[] opening;
  private @Nullable SelectionKey key;
  private @Nullable ByteBuffer pending;
  private long lastSeq = -1;
  private long typedBefore;
  private int mask;
  private boolean joined;
  boolean open = true;
  int sentInRun;

  Connection(SocketChannel channel, Room room, int user, Talk talk, Reactor reactor) {
    this.channel = channel;
    this.room = room;
    this.user = user;
    this.reactor = reactor;
    this.ledger = new DeliveryLedger(room.senders());
    this.script = talk.script(user);
    this.cursor = Talk.CURSORS.script(user);
    this.opening = Bytes.ascii(user == 0 && room.senders() > 0 ? talk.opening() : "");
    this.mask = 0x9e3779b9 * (user + 1) ^ room.index();
  }

  void registered(SelectionKey registration) {
    key = registration;
    // A bare relay has no handshake of its own: its users are in as soon as they are connected.
    if (reactor.relay()) {
      joined();
    }
  }

  /** Reads once from the socket and works through what came. */
  void readable(byte[] scratch) throws IOException {
    int kept = frames.restore(scratch);
    int count = channel.read(ByteBuffer.wrap(scratch, kept, scratch.length - kept));
    if (count < 0) {
      throw new IOException("the server ended the connection without a close frame");
    }
    reactor.arrived(count);
    frames.read(scratch, kept + count, this);
  }

  @Override
  public void text(byte[] bytes, int from, int to) {
    BroadcastScan scan = reactor.scan();
    switch (scan.kind(bytes, from, to)) {
      case SHOWN -> {
        reactor.shown();
        scan.read(bytes, from, to, this);
        if (scan.seq() >= 0) {
          follow(scan.seq());
        }
      }
      case EVENT -> {
        scan.read(bytes, from, to, (sender, value) -> { });
        if (scan.seq() >= 0) {
          follow(scan.seq());
        }
      }
      case JOINED -> joined();
      case REFUSED, ERROR -> reactor.error(this, new String(bytes, from, to - from, StandardCharsets.UTF_8));
      case ANSWER -> { }
    }
  }

  /** The events of a connection are a gapless series from the first that it saw. */
  private void follow(long seq) {
    if (lastSeq >= 0 && seq != lastSeq + 1) {
      reactor.tally().seqBreaks++;
    }
    lastSeq = seq;
  }

  private void joined() {
    if (!joined) {
      joined = true;
      reactor.joined();
      begin();
    }
  }

  private void begin() {
    try {
      if (opening.length > 0) {
        send(ClientFrames.TEXT, opening, 0, opening.length);
      }
    } catch (IOException e) {
      reactor.broken(this, "opening: " + e.getMessage());
    }
  }

  @Override
  public void parameter(int sender, long value) {
    reactor.delivered(this, sender, value);
  }

  @Override
  public void ping(byte[] bytes, int from, int to) {
    try {
      send(ClientFrames.PONG, bytes, from, to);
    } catch (IOException e) {
      reactor.broken(this, "pong: " + e.getMessage());
    }
  }

  @Override
  public void close(int code, byte[] bytes, int from, int to) {
    reactor.broken(this, "closed by the server: " + code + " " + new String(bytes, from, to - from, StandardCharsets.UTF_8));
  }

  /** Sends what this user has to say at {@code due}. */
  void say(long due) throws IOException {
    byte[] line = reactor.line();
    send(ClientFrames.TEXT, line, 0, script.write(line, due, typedBefore));
    typedBefore = due;
  }

  /** Moves this user's cursor. */
  void move(long due) throws IOException {
    byte[] line = reactor.line();
    send(ClientFrames.TEXT, line, 0, cursor.write(line, due, 0));
  }

  void send(int opcode, byte[] payload, int from, int to) throws IOException {
    if (!open) {
      return;
    }
    mask = mask * 1664525 + 1013904223;
    ByteBuffer frame = reactor.frame();
    ClientFrames.put(frame, opcode, payload, from, to, mask);
    frame.flip();
    ByteBuffer waiting = pending;
    if (waiting == null) {
      channel.write(frame);
      waiting = frame.hasRemaining() ? ByteBuffer.allocate(MAX_PENDING) : null;
    }
    if (waiting != null) {
      keep(waiting, frame);
    }
  }

  private void keep(ByteBuffer waiting, ByteBuffer frame) throws IOException {
    if (waiting.remaining() < frame.remaining()) {
      throw new IOException("the server has stopped reading");
    }
    waiting.put(frame);
    pending = waiting;
    if (key != null) {
      key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
    }
  }

  /** Writes what waited. */
  void writable() throws IOException {
    ByteBuffer waiting = pending;
    if (waiting != null) {
      waiting.flip();
      channel.write(waiting);
      if (waiting.hasRemaining()) {
        waiting.compact();
        return;
      }
      pending = null;
    }
    if (key != null) {
      key.interestOps(SelectionKey.OP_READ);
    }
  }
}
