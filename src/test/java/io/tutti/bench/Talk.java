package io.tutti.bench;

/**
 * What the users of a load say, and by which messages the others see it. In a message's text {@code @} stands for the moment at
 * which it is due, which names it, {@code ~} for the id of the element that its sender typed before, {@code %} for the sender's
 * number in its room, and {@code ^} for a word that changes from user to user.
 */
enum Talk {
  /** Parameters: each user moves its own. */
  UPDATES("param:broadcast", "{\"type\":\"param:update\",\"ref\":\"@\",\"payload\":{\"p%\":@}}"),
  /** Chat messages of about a line. */
  CHAT("chat:message", "{\"type\":\"chat:send\",\"ref\":\"@\",\"payload\":{\"content\":"
      + "\"p%=@ shall we meet at the ^ once the tide is low enough to walk there?\"}}"),
  /** Cursors: only the newest counts. */
  CURSORS("presence:", "{\"type\":\"presence:update\",\"payload\":{\"cursor\":{\"file\":\"main.md\",\"line\":12,\"column\":7,\"p%\":@}}}"),
  /** Actions of a story whose turns end ten seconds after their first action, however late anybody's is. */
  ACTIONS("story:acted", "{\"type\":\"story:action\",\"ref\":\"@\",\"payload\":{\"action\":"
      + "{\"action_type\":\"^\",\"text\":\"I take my time and keep my eyes on the door.\",\"p%\":@}}}"),
  /** Single characters into one document, each after the one that its user typed before. */
  TYPING("doc:ops", "{\"type\":\"doc:edit\",\"ref\":\"@\",\"payload\":{\"doc\":\"main\",\"epoch\":1,\"ops\":"
      + "[{\"ins\":\"x\",\"id\":[@,\"p%\"],\"after\":[~]}]}}");

  private static final String STORY = "{\"type\":\"story:begin\",\"ref\":\"begin\",\"payload\":{\"story\":{\"title\":\"The Dark Lamp\",\"premise\":"
      + "\"The lighthouse stayed dark last night.\",\"scene\":\"Rain drums on the windows.\",\"places\":["
      + "{\"id\":\"inn\",\"name\":\"the inn\",\"description\":\"a low taproom\",\"connections\":[\"harbour\"],"
      + "\"secrets\":[\"the last line of the logbook was written by another hand\"]},"
      + "{\"id\":\"harbour\",\"name\":\"the harbour\",\"description\":\"slick stones and creaking ropes\",\"connections\":[\"inn\",\"tower\"]},"
      + "{\"id\":\"tower\",\"name\":\"the tower\",\"description\":\"ninety-nine steps\",\"connections\":[\"harbour\"],"
      + "\"secrets\":[\"the lamp was put out by somebody who knew how to light it again\"]}],\"items\":["
      + "{\"id\":\"lantern\",\"name\":\"the storm lantern\",\"description\":\"half full of oil\",\"at\":\"inn\"},"
      + "{\"id\":\"rope\",\"name\":\"a coil of rope\",\"description\":\"tarred\",\"at\":\"harbour\"}],\"characters\":["
      + "{\"id\":\"marta\",\"name\":\"Marta Quill\",\"traits\":[\"kind\",\"shrewd\"],\"place\":\"inn\"},"
      + "{\"id\":\"tobin\",\"name\":\"Old Tobin\",\"traits\":[\"curious\"],\"place\":\"harbour\"}],"
      + "\"rules\":{\"timeLimitMillis\":10000}}}}";

  private static final String[] DEEDS = {"investigate", "wait", "use", "help", "investigate", "talk", "take", "move"};

  private final String shown;
  private final String said;

  Talk(String shown, String said) {
    this.shown = shown;
    this.said = said;
  }

  /** How the type begins of the messages that others see. */
  String shown() {
    return shown;
  }

  /** The type of the messages that users send, which is what a bare relay shows to the others. */
  String sent() {
    return said.substring(said.indexOf(':') + 2, said.indexOf('"', said.indexOf(':') + 2));
  }

  /** Whether a later message of a user may take the place of one that was not shown yet. */
  boolean coalesces() {
    return this == CURSORS;
  }

  /** Whether a bare relay can be asked to do the same. */
  boolean hasCounterpart() {
    return this == UPDATES || this == CHAT || this == TYPING;
  }

  /** What the first user of each room says before anything else; empty where there is nothing to say. */
  String opening() {
    return this == ACTIONS ? STORY : "";
  }

  /** What one user says. */
  Script script(int user) {
    return Script.of(said.replace("%", Integer.toString(user)).replace("^", DEEDS[user % DEEDS.length]), "p" + user);
  }
}
