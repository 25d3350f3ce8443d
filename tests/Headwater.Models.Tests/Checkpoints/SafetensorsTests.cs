using System.Buffers.Binary;
using System.Text;
using TorchSharp;
using static TorchSharp.torch;

namespace Headwater.Models.Tests;

public sealed class SafetensorsTests
{
    [Fact]
    public void Write_TwoTensors_HasThePublishedLayout()
    {
        using TemporaryFolder folder = new();
        using Tensor matrix = arange(6, dtype: float32).view(2, 3);
        using Tensor vector = ones([1]);

        Safetensors.Write(folder["a.safetensors"], [("z", matrix), ("a", vector)]);

        byte[] file = File.ReadAllBytes(folder["a.safetensors"]);
        int length = (int)BinaryPrimitives.ReadUInt64LittleEndian(file);
        Assert.Equal(0, length % 8);
        Assert.Equal(
            """{"__metadata__":{"format":"pt"},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"z":{"dtype":"F32","shape":[2,3],"data_offsets":[4,28]}}""",
            Encoding.UTF8.GetString(file, 8, length).TrimEnd(' '));
        Assert.Equal(8 + length + 28, file.Length);
        Assert.Equal(5f, BinaryPrimitives.ReadSingleLittleEndian(file.AsSpan(file.Length - 4)));
    }

    [Fact]
    public void ReadInto_WhatWasWritten_GivesItBack()
    {
        using TemporaryFolder folder = new();
        using Tensor written = randn([3, 5]);
        using Tensor read = zeros([3, 5]);
        Safetensors.Write(folder["a.safetensors"], [("x", written)]);

        using (Safetensors file = Safetensors.Open(folder["a.safetensors"]))
        {
            file.ReadInto("x", read);
        }

        Assert.Equal(written.data<float>().ToArray(), read.data<float>().ToArray());
    }

    [Theory]
    [InlineData("BF16", new byte[] { 0x80, 0x3f, 0x40, 0xc0 })]      // 1, −3
    [InlineData("F16", new byte[] { 0x00, 0x3c, 0x00, 0xc2 })]
    public void ReadInto_HalfPrecision_Widens(string type, byte[] data)
    {
        using TemporaryFolder folder = new();
        WriteRaw(folder["a.safetensors"], $$$"""{"x":{"dtype":"{{{type}}}","shape":[2],"data_offsets":[0,4]}}""", data);
        using Tensor read = zeros([2]);

        using Safetensors file = Safetensors.Open(folder["a.safetensors"]);
        file.ReadInto("x", read);

        Assert.Equal([1f, -3f], read.data<float>().ToArray());
    }

    [Fact]
    public void ReadInto_OtherShape_PrintsBoth()
    {
        using TemporaryFolder folder = new();
        using Tensor written = zeros([3, 5]);
        Safetensors.Write(folder["a.safetensors"], [("x", written)]);
        using Safetensors file = Safetensors.Open(folder["a.safetensors"]);
        using Tensor other = zeros([5, 3]);

        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => file.ReadInto("x", other));

        Assert.Contains("x has shape [3, 5]; expected [5, 3]", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"x":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", "does not fit its shape")]
    [InlineData("""{"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", "may be cut short")]
    [InlineData("""{"x":{"dtype":"I8","shape":[4],"data_offsets":[0,4]}}""", "x has type I8")]
    [InlineData("""{"x":{"dtype":"F32"}}""", "its header is damaged")]
    [InlineData("nonsense", "its header is damaged")]
    public void Open_DamagedHeader_Throws(string header, string message)
    {
        using TemporaryFolder folder = new();
        WriteRaw(folder["a.safetensors"], header, new byte[4]);

        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => Safetensors.Open(folder["a.safetensors"]));

        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(20)]
    public void Open_ShortFile_Throws(int length)
    {
        using TemporaryFolder folder = new();
        File.WriteAllBytes(folder["a.safetensors"], [.. Enumerable.Repeat((byte)99, length)]);

        Assert.Throws<InvalidDataException>(() => Safetensors.Open(folder["a.safetensors"]));
    }

    private static void WriteRaw(string path, string header, byte[] data)
    {
        byte[] length = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        File.WriteAllBytes(path, [.. length, .. Encoding.UTF8.GetBytes(header), .. data]);
    }

    // 5 million numbers take two pieces.
    [Fact]
    public void ReadInto_LargeTensor_GivesItBack()
    {
        using TemporaryFolder folder = new();
        Directory.CreateDirectory(folder["a"]);
        Tensor written = arange(5_000_000, dtype: ScalarType.Float32).view(5000, 1000);
        Safetensors.Write(Path.Combine(folder["a"], "large.safetensors"), [("x", written)]);

        using Safetensors file = Safetensors.Open(Path.Combine(folder["a"], "large.safetensors"));
        Tensor read = zeros(5000, 1000);
        file.ReadInto("x", read);

        Assert.True(read.eq(written).all().item<bool>());
    }
}
