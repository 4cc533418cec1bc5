package io.tutti.session;

import io.tutti.conversation.ConversationEvent;
import io.tutti.conversation.Mention;
import io.tutti.conversation.Message;
import io.tutti.conversation.MessageAnchor;
import io.tutti.identity.NamesInText;
import io.tutti.identity.PersonName;
import io.tutti.identity.UserId;
import io.tutti.parameters.Conflict;
import io.tutti.story.StoryCharacter;
import io.tutti.story.StoryDescription;
import io.tutti.story.StoryEvent;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One person becomes nobody (rules DP15–DP18): {@code user} is {@code pseudonym} in all that is stored of a session, and called
 * {@value #NAME}; what was said is blank. What follows from events, and where they stand, stays. {@code names}: what the person
 * is and was called. Immutable.
 */
public record Erasure(UserId user, UserId pseudonym, Set<String> names) {

  /** What an erased person is called. */
  public static final String NAME = "deleted user";

  public Erasure {
    names = Set.copyOf(names);
  }

  /** The same of whoever was called {@code called} too. */
  public Erasure of(Set<String> called) {
    return new Erasure(user, pseudonym, called);
  }

  /** Who it is afterwards. */
  UserId who(UserId id) {
    return id.equals(user) ? pseudonym : id;
  }

  /** The same where it may be nobody. */
  @Nullable UserId whoever(@Nullable UserId id) {
    return id == null ? null : who(id);
  }

  /** The event without the person. */
  public Event event(Event event) {
    return event.match(new Events());
  }

  /** The snapshot without the person. */
  public SessionSnapshot snapshot(SessionSnapshot snapshot) {
    return new ErasedSnapshot(this).of(snapshot);
  }

  Member member(Member member) {
    return member.id().equals(user)
        ? new Member(
            pseudonym, NAME, member.color(), member.role(), member.anonymous(), member.guest(), member.viaTeam())
        : member;
  }

  Ban ban(Ban ban) {
    return new Ban(who(ban.user()), ban.user().equals(user) ? NAME : ban.name(), ban.since(), whoever(ban.by()));
  }

  Person person(UserId id, Person person) {
    return id.equals(user) ? new Person(NAME, person.color(), person.guest()) : person;
  }

  Conflict conflict(Conflict conflict) {
    return new Conflict(conflict.id(), conflict.parameter(), claim(conflict.first()), claim(conflict.second()),
        conflict.expiresAt());
  }

  private Conflict.Claim claim(Conflict.Claim claim) {
    return new Conflict.Claim(who(claim.user()), claim.value());
  }

  /** The message: blank where the person wrote it, else without the person's names where it mentions them. */
  public Message message(Message message) {
    boolean isTheirs = message.userId().equals(user);
    String content = isTheirs ? "" : withoutNames(message.content(), message.mentions());
    List<Mention> mentions = isTheirs ? List.of() : message.mentions().stream()
        .map(mention -> mention.userId().equals(user) ? new Mention(pseudonym, NAME) : mention)
        .toList();
    return new Message(message.id(), who(message.userId()), isTheirs ? NAME : message.username(), message.kind(), content,
        mentions, reactions(message.reactions()), message.parentId(), message.replyCount(),
        isTheirs ? unquoted(message.anchor()) : message.anchor(), message.createdAt(), message.updatedAt(), message.deletedAt(),
        message.resolved(), message.seq());
  }

  private static @Nullable MessageAnchor unquoted(@Nullable MessageAnchor anchor) {
    return anchor instanceof MessageAnchor.FilePlace place
        ? new MessageAnchor.FilePlace(place.file(), place.line(), place.column(), null)
        : anchor;
  }

  /**
   * Each mention of a name that the person has or had (rule NAME7) is one of {@value #NAME}, but for those that this message means
   * somebody else by.
   */
  private String withoutNames(String content, List<Mention> mentions) {
    Set<String> theirs = new HashSet<>();
    Set<String> others = new HashSet<>();
    names.forEach(name -> addKeys(theirs, name));
    mentions.forEach(mention -> addKeys(mention.userId().equals(user) ? theirs : others, mention.username()));
    mentions.stream().filter(mention -> mention.userId().equals(user)).forEach(mention -> removeKeys(others, mention.username()));
    StringBuilder left = new StringBuilder(content.length());
    int at = 0;
    for (NamesInText.Found found
        : NamesInText.find(content, name -> theirs.contains(PersonName.key(name)) || others.contains(PersonName.key(name)))) {
      if (!others.contains(PersonName.key(content.substring(found.start(), found.end())))) {
        left.append(content, at, found.start()).append(NAME);
        at = found.end();
      }
    }
    return left.append(content, at, content.length()).toString();
  }

  private static void addKeys(Set<String> keys, String name) {
    keys.add(PersonName.key(name));
    keys.add(PersonName.joinedKey(name));
  }

  private static void removeKeys(Set<String> keys, String name) {
    keys.remove(PersonName.key(name));
    keys.remove(PersonName.joinedKey(name));
  }

  private Map<String, List<UserId>> reactions(Map<String, List<UserId>> reactions) {
    Map<String, List<UserId>> erased = new LinkedHashMap<>();
    reactions.forEach((emoji, users) -> erased.put(emoji, users.stream().map(this::who).toList()));
    return erased;
  }

  private boolean isCalled(String name) {
    return names.stream().anyMatch(known -> PersonName.joinedKey(known).equals(PersonName.joinedKey(name)));
  }

  /** A character that has its player's name loses it; any other is of the story. */
  StoryCharacter character(StoryCharacter character) {
    if (!character.isPlayedBy(user)) {
      return character;
    }
    return new StoryCharacter(character.id(), isCalled(character.name()) ? NAME : character.name(), character.persona(),
        character.traits(), pseudonym, character.place());
  }

  StoryEvent.Acted acted(StoryEvent.Acted event) {
    return new StoryEvent.Acted(whoever(event.user()), event.character(), event.action(), event.result(), event.stateVersion(),
        event.turn(), event.seed());
  }

  StoryEvent.TurnEnding ending(StoryEvent.TurnEnding event) {
    return new StoryEvent.TurnEnding(event.turn(), event.reason(), whoever(event.by()));
  }

  StoryDescription story(StoryDescription story) {
    return new StoryDescription(story.world(), story.characters().stream().map(this::character).toList(), story.rules(),
        story.style(), story.open(), story.seed(), story.language());
  }

  private final class Events implements Event.Cases<Event> {
    @Override
    public Event joined(Event.Joined event) {
      return new Event.Joined(member(event.member()));
    }

    @Override
    public Event left(Event.Left event) {
      return new Event.Left(who(event.user()), event.kicked(), event.teamEnded());
    }

    @Override
    public Event parametersChanged(Event.ParametersChanged event) {
      return new Event.ParametersChanged(who(event.user()), event.values(), event.computed());
    }

    @Override
    public Event conflictOpened(Event.ConflictOpened event) {
      return new Event.ConflictOpened(conflict(event.conflict()));
    }

    @Override
    public Event conflictClosed(Event.ConflictClosed event) {
      return new Event.ConflictClosed(
          event.conflictId(), event.parameter(), event.value(), event.strategy(), whoever(event.user()));
    }

    @Override
    public Event roleChanged(Event.RoleChanged event) {
      return new Event.RoleChanged(who(event.user()), event.role(), whoever(event.by()));
    }

    @Override
    public Event banned(Event.Banned event) {
      return new Event.Banned(who(event.user()), event.banned(), whoever(event.by()));
    }

    @Override
    public Event profileChanged(Event.ProfileChanged event) {
      return new Event.ProfileChanged(whoever(event.user()), event.changes());
    }

    @Override
    public Event documentChanged(Event.DocumentChanged event) {
      return new Event.DocumentChanged(whoever(event.user()), event.client(), event.change());
    }

    @Override
    public Event conversed(Event.Conversed event) {
      return new Event.Conversed(event.event().match(new Said()));
    }

    @Override
    public Event stateChanged(Event.StateChanged event) {
      return new Event.StateChanged(who(event.user()), event.change());
    }

    @Override
    public Event storyTold(Event.StoryTold event) {
      return new Event.StoryTold(event.event().match(new Told()));
    }
  }

  private final class Said implements ConversationEvent.Cases<ConversationEvent> {
    @Override
    public ConversationEvent posted(ConversationEvent.Posted event) {
      return new ConversationEvent.Posted(message(event.message()));
    }

    @Override
    public ConversationEvent edited(ConversationEvent.Edited event) {
      return new ConversationEvent.Edited(message(event.message()));
    }

    @Override
    public ConversationEvent deleted(ConversationEvent.Deleted event) {
      return new ConversationEvent.Deleted(event.messageId(), who(event.by()));
    }

    @Override
    public ConversationEvent reacted(ConversationEvent.Reacted event) {
      return new ConversationEvent.Reacted(
          event.messageId(), who(event.userId()), event.emoji(), event.added(), reactions(event.reactions()));
    }

    @Override
    public ConversationEvent resolved(ConversationEvent.Resolved event) {
      return new ConversationEvent.Resolved(event.messageId(), event.resolved(), who(event.by()), event.anchor());
    }

    @Override
    public ConversationEvent moved(ConversationEvent.Moved event) {
      return event;
    }
  }

  private final class Told implements StoryEvent.Cases<StoryEvent> {
    @Override
    public StoryEvent begun(StoryEvent.StoryBegun event) {
      return new StoryEvent.StoryBegun(story(event.description()));
    }

    @Override
    public StoryEvent entered(StoryEvent.CharacterEntered event) {
      return new StoryEvent.CharacterEntered(character(event.character()));
    }

    @Override
    public StoryEvent acted(StoryEvent.Acted event) {
      return Erasure.this.acted(event);
    }

    @Override
    public StoryEvent ending(StoryEvent.TurnEnding event) {
      return Erasure.this.ending(event);
    }

    @Override
    public StoryEvent completed(StoryEvent.TurnCompleted event) {
      return event;
    }
  }
}
