using System.CommandLine;
using TradingBot.Core.Strategies.Catalog;
using TradingBot.Input;
using TradingBot.UserStrategies;

namespace TradingBot.Cli;

/// <summary><c>strategies list</c>, <c>strategies show NAME</c> and <c>strategies new NAME</c>.</summary>
internal static class StrategiesCommand
{
    public static Command Create(TextWriter output)
    {
        var list = new Command("list", "List the strategies, one per line.");
        list.SetAction(_ => List(output));
        var name = new Argument<string>("NAME")
        {
            Description = "a strategy of 'strategies list', or a .cs or .dll file",
        };
        var show = new Command("show", "Show a strategy's parameters, defaults and ranges.") { name };
        show.SetAction(parsed => Show(parsed.GetValue(name)!, output));
        var type = new Argument<string>("NAME") { Description = "a class name, such as MyStrategy" };
        var create = new Command("new", "Write a new strategy and its test into this directory.") { type };
        create.SetAction(parsed => New(parsed.GetValue(type)!, output));
        var command = new Command("strategies", "List, show and create strategies.") { list, show, create };
        command.SetAction(_ => List(output));
        return command;
    }

    private static int List(TextWriter output)
    {
        var width = StrategyCatalog.All.Max(strategy => strategy.Name.Length) + 2;
        foreach (var strategy in StrategyCatalog.All)
            output.WriteLine(strategy.Name.PadRight(width) + strategy.Summary);
        return ExitCode.Success;
    }

    private static int New(string name, TextWriter output)
    {
        var files = StrategyTemplate.Write(name, directory: ".");
        foreach (var file in files)
            output.WriteLine($"written: {file}");
        output.WriteLine($"try it: TradingBot -p 60 -s 2024-01-01 --data synthetic --strategy {files[0]}");
        output.WriteLine($"test it: dotnet test {Path.GetDirectoryName(files[1])}");
        return ExitCode.Success;
    }

    private static int Show(string name, TextWriter output)
    {
        var strategy = StrategyNames.Find(name);
        output.WriteLine($"{strategy.Name}: {strategy.Summary}");
        output.WriteLine();
        string[][] rows =
        [
            ["--set", "default", "allowed", "meaning"],
            .. strategy.Parameters.Select(one => new[] { one.Name, one.Default, one.Allowed, one.Help }),
        ];
        var widths = Enumerable.Range(0, 3).Select(column => rows.Max(row => row[column].Length) + 2).ToArray();
        foreach (var row in rows)
            output.WriteLine(string.Concat(row.Take(3).Select((cell, i) => cell.PadRight(widths[i]))) + row[3]);
        return ExitCode.Success;
    }
}
