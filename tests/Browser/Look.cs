using Microsoft.Playwright;

namespace Vignette.Browser.Tests;

/// <summary>How a page is looked at.</summary>
public enum Look
{
    DesktopLight,
    DesktopDark,
    PhoneLight,
    PhoneDark,
}

internal static class Looks
{
    public static BrowserNewContextOptions Options(this Look look)
    {
        var isPhone = look is Look.PhoneLight or Look.PhoneDark;
        return new BrowserNewContextOptions
        {
            ColorScheme = look is Look.DesktopDark or Look.PhoneDark ? ColorScheme.Dark : ColorScheme.Light,
            ViewportSize = isPhone ? new ViewportSize { Width = 390, Height = 844 } : new ViewportSize { Width = 1440, Height = 900 },
            DeviceScaleFactor = isPhone ? 2 : 1,
            HasTouch = isPhone,
            IsMobile = isPhone,
            // Nothing moves while it is measured.
            ReducedMotion = ReducedMotion.Reduce,
        };
    }
}
