using System.Text.Json;
using Pulumi;

namespace Vignette.Infra.Observability;

/// <summary>The JSON of a dashboard: widgets from left to right and from top to bottom.</summary>
internal static class DashboardBody
{
    public static Output<string> Of(IReadOnlyList<Widget> widgets) => Output.All(widgets.Select(widget => widget.Properties)).Apply(properties =>
    {
        var (x, y, height) = (0, 0, 0);
        var placed = new List<object>();
        foreach (var (widget, shown) in widgets.Zip(properties))
        {
            if (x + widget.Width > Widget.FullWidth)
            {
                (x, y, height) = (0, y + height, 0);
            }

            placed.Add(new { type = widget.Type, x, y, width = widget.Width, height = widget.Height, properties = shown });
            x += widget.Width;
            height = Math.Max(height, widget.Height);
        }

        return JsonSerializer.Serialize(new { widgets = placed });
    });
}
