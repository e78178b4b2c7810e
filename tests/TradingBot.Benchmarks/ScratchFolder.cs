using System.CommandLine;
using TradingBot.Input;

namespace TradingBot.Benchmarks;

/// <summary>A directory that a measurement makes on the disk it is asked about, and deletes at its end.</summary>
internal static class ScratchFolder
{
    /// <summary>DIR, which must exist; without it the system's place for temporary files.</summary>
    public static Argument<DirectoryInfo> Argument(string help)
    {
        var argument = new Argument<DirectoryInfo>("DIR")
        {
            Description = help,
            DefaultValueFactory = _ => new DirectoryInfo(Path.GetTempPath()),
        };
        return argument.AcceptExistingOnly();
    }

    /// <exception cref="UserError">Nothing can be written there.</exception>
    public static string Make(DirectoryInfo parent, string name) =>
        OptionValues.NewDirectory(Path.Combine(parent.FullName, $"{name}-{Guid.NewGuid():N}"));
}
