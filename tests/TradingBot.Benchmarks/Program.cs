Console.WriteLine("usage: TradingBot.Benchmarks engine|import|process");
return 2;
