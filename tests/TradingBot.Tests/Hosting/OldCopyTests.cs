namespace TradingBot.Tests.Hosting;
public class OldCopyTests { }
