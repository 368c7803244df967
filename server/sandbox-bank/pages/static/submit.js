// A page whose one button needs nobody to press it.
document.querySelector('button').click();
