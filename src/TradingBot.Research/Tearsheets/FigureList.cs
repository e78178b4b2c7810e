namespace TradingBot.Research.Tearsheets;

/// <summary>Figures as they are put down one after the other.</summary>
internal sealed class FigureList : List<Figure>
{
    public void Fraction(
        string name, string title, double value, string convention, FigureInterval? interval = null) =>
        Add(new Figure(name, title, value, FigureUnit.Fraction, convention) { Interval = interval });

    public void Ratio(string name, string title, double value, string convention, FigureInterval? interval = null) =>
        Add(new Figure(name, title, value, FigureUnit.Ratio, convention) { Interval = interval });

    /// <param name="name">In JSON.</param>
    /// <param name="title">For people.</param>
    /// <param name="value">Quote currency; null: not computable.</param>
    /// <param name="convention">How it was computed.</param>
    public void Money(string name, string title, decimal? value, string convention) =>
        Add(new Figure(name, title, (double?)value ?? double.NaN, FigureUnit.Money, convention) { Exact = value });

    public void Days(string name, string title, double value, string convention) =>
        Add(new Figure(name, title, value, FigureUnit.Days, convention));

    public void Seconds(string name, string title, double value, string convention) =>
        Add(new Figure(name, title, value, FigureUnit.Seconds, convention));

    /// <summary>A whole number of things.</summary>
    public void Tally(string name, string title, double value, string convention) =>
        Add(new Figure(name, title, value, FigureUnit.Count, convention));
}
