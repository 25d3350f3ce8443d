using System.Text;

namespace Headwater.Cli.Tests;

public sealed class PythonEncodingsTests
{
    [Theory]
    [InlineData("utf-8", "utf-8")]
    [InlineData("UTF8", "utf-8")]
    [InlineData("utf_8", "utf-8")]
    [InlineData("utf-8-sig", "utf-8")]
    [InlineData("latin-1", "iso-8859-1")]
    [InlineData("latin1", "iso-8859-1")]
    [InlineData("L1", "iso-8859-1")]
    [InlineData("iso8859-15", "iso-8859-15")]
    [InlineData("iso_8859_2", "iso-8859-2")]
    [InlineData("cp1252", "windows-1252")]
    [InlineData("windows_1251", "windows-1251")]
    [InlineData("cp437", "ibm437")]
    [InlineData("ascii", "us-ascii")]
    [InlineData("utf-16", "utf-16")]
    [InlineData("utf_16_be", "utf-16BE")]
    [InlineData("gb18030", "gb18030")]
    [InlineData("shift_jis", "shift_jis")]
    [InlineData("euc_kr", "euc-kr")]
    [InlineData("koi8-r", "koi8-r")]
    public void Find_PythonsNames_AreKnown(string name, string webName) => Assert.Equal(webName, PythonEncodings.Find(name)!.WebName, ignoreCase: true);

    [Fact]
    public void Find_NoName_IsNull() => Assert.Null(PythonEncodings.Find("no such encoding"));

    [Theory]
    [InlineData("utf-8", new byte[] { 0xEF, 0xBB, 0xBF, 0x61 }, "\uFEFFa")]
    [InlineData("utf-8-sig", new byte[] { 0xEF, 0xBB, 0xBF, 0x61 }, "a")]
    [InlineData("utf-8-sig", new byte[] { 0x61 }, "a")]
    [InlineData("utf-16", new byte[] { 0xFF, 0xFE, 0x61, 0x00 }, "a")]
    [InlineData("utf-16", new byte[] { 0xFE, 0xFF, 0x00, 0x61 }, "a")]
    [InlineData("latin-1", new byte[] { 0xE9 }, "é")]
    public void Decode_ByteOrderMarks_AreDroppedWherePythonDropsThem(string name, byte[] bytes, string expected) =>
        Assert.Equal(expected, PythonEncodings.Decode(PythonEncodings.Find(name)!, bytes));

    [Fact]
    public void Decode_BytesOfAnotherEncoding_AreRefused() =>
        Assert.Throws<DecoderFallbackException>(() => PythonEncodings.Decode(PythonEncodings.Find("utf-8-sig")!, [0xFF]));
}
