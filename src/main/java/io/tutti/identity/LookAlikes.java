package io.tutti.identity;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What two names have in common that people cannot tell apart (rule NAME6). There are two measures: {@link #key}, by which accounts
 * are stored and unique, so that it stays what it is; and {@link #skeleton}, which knows far more letters. Immutable: holds nothing
 * else.
 */
public final class LookAlikes {

  private static final String FOREIGN = "асеорхуіјѕһԁԛԝӏкмтвн" + "ανορυικτβεζημχ" + "օսհոզ";
  private static final String LATIN = "aceopxyijshdqwlkmtbh" + "avopuiktbezhmx" + "ouhnq";
  private static final Map<Integer, Integer> TWINS = IntStream.range(0, FOREIGN.length()).boxed()
      .collect(Collectors.toUnmodifiableMap(i -> (int) FOREIGN.charAt(i), i -> (int) LATIN.charAt(i)));

  /**
   * What letters look like, and behind it the letters, all folded and decomposed: made from the confusables of Unicode 16 (UTS 39)
   * for the scripts of Europe, Hebrew, Cherokee, Lisu and East Asia, and widened by {@code i} for {@code l}.
   */
  private static final String CONFUSABLES = """
      2 ƨϩᴤꙅꝛ; 3 ȝɜʒзӡჳᴈⳍꝫ; 4 ꮞ; 6 бⳓꮾ; 8 ȣ; 9 ⳋꝯ; a ɑαаꓮꭺ; aa ꜳ; ae æӕ; ao ꜵ; au ꜷ; av ꜹꜻ; ay ꜽ;
      b ƅβвьᏼꓐꮟ; bl ы; c сᴄⲥꓚꮯ; d ԁꓒꓓꭰꮷ; d3 ʤ; dz ʣ; dʑ ʥ; e εеҽꓰꬲꭼ; f ϝքẝꓝꞙꬵ; fŋ ʩ; g ƍɡԍցᏻᶃꓖꮐ;
      h ηнһհⲏꓧꮋꮒ; j ʝϳјꓙꭻ; k κкⲕꓗꮶ; l 1i|ǀɩɪιіӏוןⲓⳑꓡꓲꙇꭵꮮ; l3 ɮ; ll ǁװ; lo ю; ls ʪ; lz ʫ; n ոռⲛꓠꓵ;
      o 0οσϛоօסჿᴏᴑⲟ〇ꓳꬽ; oe œ; oo ꚙꝏ; oᴇ ɶ; p ρрⲣꓑꮲ; q ԛգզ; r ʀгᴦⲅꓣꭇꭈꭱꮁꮢ; rn mμϻмⲙꓟꮇ; s ƽѕտꓢꜱꮥꮪ; ss ᏸꞵ;
      t τтⲧꓔꭲ; t3 ꜩ; tf ꝷ; ts ʦ; tɕ ʨ; tʃ ʧ; u ʋυսᴜꓴꞟꭎꭒ; ue ᵫ; uo ꭣ; v νѵטᴠꓦꮩ; w ɯѡԝաᴡꓪꮃꮤ; x χхⲭꓫꭓꭕ;
      y ɣʏγуүყᶌỿⲩꓬꭚꭹꮍ; z ζᴢꓜꮓ; þ ƿϸ; ĸ ᴋ; ǝ əәꓱ; ǝo ᴔ; ȷ յ; ɋ ᶐ; ɐ ꓯ; ɔ ͻᴐↄꓛ; ɔe ꭢ; ɰ պ; ɸ φфⲫ; ʃ ꭍ;
      ʌ ᴧꓥ; ʍ ᴍ; ʚ ꞝ; ˉb ъ; π пᴨ; ψ ѱ; ω ⲱꙍꞷ; ϗ ⳤ; л ᴫ; ш ⲽ; љ ꭠ; ҷ ӌ; ՙ ʿ; ٢ ꧏ; ᗡ ꓷ; ᙠ ꓭ; ᴎ ͷи; ᴘ ᴩ;
      ᴙ я; ẟ δծ; ⅎ ꓞ; ⱶ ꮀ; へ ヘ; ー 一ꟷ; 㖈 䎛; 㘽 㦳; 㩁 搉; 㫚 曶; 㬵 胶; 㬺 幐; 㬻 䐠; 㮣 槩; 䀹 鿃; 䀿 晣; 䑃 朦; 䚶 訞; 二 ニ;
      亻 イ; 併 倂; 値 值; 八 ハ; 力 カ; 卜 ト; 口 ロ囗; 啓 啟; 土 士; 塡 填; 墫 壿; 夕 タ; 媯 嬀; 工 エ; 帡 帲; 戶 戸; 晚 晩; 朌 肦; 朏 胐;
      朐 胊; 朓 脁; 朘 脧; 朣 膧; 杮 柿; 榝 樧; 溈 潙; 研 硏; 絕 絶; 胼 腁; 蒍 蔿; 蘷 虁; 訮 詽; 讆 讏; 豜 豣; 赿 趆; 跥 跺; 躗 躛; 軿 輧; 郎 郞;
      鎭 鎮; 隷 隸; 鹂 鹃; 黑 黒; ꜧ ꞕ; ꜿ ͽ; ꞓ ɛєԑⲉꮛ; 𐐺 ꞛ;
      """;

  private static final Map<Integer, String> LOOKS = looks();

  /** Scripts that are written together in one word (UTS 39, section 5.2, "highly restrictive"). */
  private static final Set<Set<UnicodeScript>> TOGETHER = Set.of(
      EnumSet.of(UnicodeScript.LATIN, UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA),
      EnumSet.of(UnicodeScript.LATIN, UnicodeScript.HAN, UnicodeScript.BOPOMOFO),
      EnumSet.of(UnicodeScript.LATIN, UnicodeScript.HAN, UnicodeScript.HANGUL));

  private LookAlikes() {}

  private static Map<Integer, String> looks() {
    Map<Integer, String> looks = new HashMap<>();
    for (String row : CONFUSABLES.strip().split(";\\s*")) {
      int gap = row.indexOf(' ');
      row.substring(gap + 1).codePoints().forEach(c -> looks.put(c, row.substring(0, gap)));
    }
    return Map.copyOf(looks);
  }

  /** Each letter of the table, and what it looks like. */
  static Map<String, String> letters() {
    return LOOKS.entrySet().stream().collect(Collectors.toMap(look -> Character.toString(look.getKey()), Map.Entry::getValue));
  }

  /** {@code text} in its compatibility form, without space around it. */
  public static String normal(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC).strip();
  }

  /** The same for all accounts' names and addresses that look the same; {@code normal} is in its compatibility form. */
  public static String key(String normal) {
    String folded = Normalizer.normalize(
        normal.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT), Normalizer.Form.NFKC);
    return folded.codePoints().map(c -> TWINS.getOrDefault(c, c))
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
  }

  /** The same for all texts that look the same; {@code folded} is without case (see {@link PersonName#key}). */
  static String skeleton(String folded) {
    StringBuilder skeleton = new StringBuilder(folded.length());
    Normalizer.normalize(folded, Normalizer.Form.NFD).codePoints().forEach(c -> {
      String look = LOOKS.get(c);
      if (look == null) {
        skeleton.appendCodePoint(c);
      } else {
        skeleton.append(look);
      }
    });
    return skeleton.toString();
  }

  /** Whether the letters of {@code word} are of scripts that nobody writes together in one word. */
  public static boolean mixesScripts(String word) {
    Set<UnicodeScript> scripts = word.codePoints().mapToObj(UnicodeScript::of)
        .filter(script -> script != UnicodeScript.COMMON && script != UnicodeScript.INHERITED)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(UnicodeScript.class)));
    return scripts.size() > 1 && TOGETHER.stream().noneMatch(allowed -> allowed.containsAll(scripts));
  }

  /** Whether {@code c} is a letter, a digit or a mark upon one: no sign, no emoji. */
  public static boolean isOfWord(int c) {
    int type = Character.getType(c);
    return Character.isLetterOrDigit(c) || type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }
}
