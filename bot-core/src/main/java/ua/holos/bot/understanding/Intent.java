package ua.holos.bot.understanding;

/// What a person wants by a message. Open on purpose; the engine knows the ones named here.
public record Intent(String code) {
  public static final Intent COMPLAINT = new Intent("complaint");
  public static final Intent SEVERAL_PROBLEMS = new Intent("several-problems");
  public static final Intent ADDRESS_ONLY = new Intent("address-only");
  public static final Intent CORRECTION = new Intent("correction");
  public static final Intent QUESTION = new Intent("question");
  public static final Intent STATUS = new Intent("status");
  public static final Intent NOT_FIXED = new Intent("not-fixed");
  public static final Intent CONFIRM_FIXED = new Intent("confirm-fixed");
  public static final Intent THANKS = new Intent("thanks");
  public static final Intent DISTRESS = new Intent("distress");
  public static final Intent HUMAN = new Intent("human");
  public static final Intent ABUSE = new Intent("abuse");
  public static final Intent YES = new Intent("yes");
  public static final Intent NO = new Intent("no");
  public static final Intent GREETING = new Intent("greeting");
  public static final Intent GOODBYE = new Intent("goodbye");
  public static final Intent HELP = new Intent("help");
  public static final Intent CANCEL = new Intent("cancel");
  public static final Intent RESTART = new Intent("restart");
  public static final Intent BACK = new Intent("back");
  public static final Intent SUBSCRIBE = new Intent("subscribe");
  public static final Intent UNSUBSCRIBE = new Intent("unsubscribe");
  public static final Intent LANGUAGE = new Intent("language");
  public static final Intent LOCATION_HERE = new Intent("location-here");
  public static final Intent SPAM = new Intent("spam");
  public static final Intent OTHER = new Intent("other");
}
