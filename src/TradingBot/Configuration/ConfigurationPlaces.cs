using System.Collections;

namespace TradingBot.Configuration;

/// <summary>Where a process finds its configuration, besides its arguments.</summary>
/// <param name="Environment">Its variables.</param>
/// <param name="WorkingDirectory">Where it was started; looked at first.</param>
/// <param name="ProgramDirectory">Where the program is.</param>
internal sealed record ConfigurationPlaces(
    IReadOnlyDictionary<string, string> Environment, string WorkingDirectory, string ProgramDirectory)
{
    /// <summary>Of the file, unless <c>--config</c> names another.</summary>
    public const string FileName = "appsettings.json";

    /// <summary>This process's.</summary>
    public static ConfigurationPlaces Standard
    {
        get
        {
            var environment = new Dictionary<string, string>();
            foreach (DictionaryEntry variable in System.Environment.GetEnvironmentVariables())
                environment[(string)variable.Key] = (string?)variable.Value ?? "";
            return new ConfigurationPlaces(environment, Directory.GetCurrentDirectory(), AppContext.BaseDirectory);
        }
    }

    /// <summary>False where no variable can be ours.</summary>
    public bool HasVariables
    {
        get
        {
            foreach (var name in Environment.Keys)
            {
                if (name.StartsWith(ConfigurationKey.Stem, StringComparison.OrdinalIgnoreCase))
                    return true;
            }

            return false;
        }
    }

    /// <summary>The value of a variable, or null.</summary>
    public string? Variable(string name) => Environment.GetValueOrDefault(name);

    /// <summary>The file to read and its name in messages, or null where there is none.</summary>
    /// <param name="named">What the user said with <c>--config</c>, or null.</param>
    public (string Path, string Name)? File(string? named)
    {
        if (named is not null)
            return (Path.Combine(WorkingDirectory, named), named);
        var (here, beside) = (Path.Combine(WorkingDirectory, FileName), Path.Combine(ProgramDirectory, FileName));
        return System.IO.File.Exists(here) ? (here, FileName)
            : System.IO.File.Exists(beside) ? (beside, beside)
            : null;
    }
}
