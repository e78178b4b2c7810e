using System.Globalization;
using TradingBot.Benchmarks;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
return await CommandLine.RunAsync(args);
