using System.Globalization;
using TradingBot.Worlds;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
return args is [WorldProcess.Word, ..] ? WorldProcess.Run(args[1..]) : await WorldCommand.RunAsync(args);
